using Carillon.Tenancy;

namespace Carillon.CommandLine;

/// <summary>Where a secret is read from. The command line itself is seen by every user of the machine and kept in histories.</summary>
internal sealed record SecretSource(string Kind, string Name)
{
    private const string Environment = "env:";
    private const string File = "file:";
    private const string StandardInput = "stdin";

    /// <summary>Reads <c>stdin</c>, <c>env:NAME</c> or <c>file:PATH</c>.</summary>
    public static SecretSource? Read(string text) =>
        text == StandardInput ? new(StandardInput, string.Empty)
        : text.StartsWith(Environment, StringComparison.Ordinal) && text.Length > Environment.Length ? new(Environment, text[Environment.Length..])
        : text.StartsWith(File, StringComparison.Ordinal) && text.Length > File.Length && !text.Contains('\0', StringComparison.Ordinal) ? new(File, text[File.Length..])
        : null;

    /// <summary>Puts the secrets in the place of their sources.</summary>
    /// <exception cref="ArgumentException">There is no secret at a source.</exception>
    public static async ValueTask ResolveAsync(Dictionary<InputParameter, object?> values, TextReader input, CancellationToken cancellationToken)
    {
        foreach (var (parameter, value) in values.ToList())
        {
            if (value is SecretSource source)
            {
                values[parameter] = await source.OpenAsync(parameter.OptionName, input, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<Secret> OpenAsync(string option, TextReader input, CancellationToken cancellationToken)
    {
        var text = Kind switch
        {
            Environment => System.Environment.GetEnvironmentVariable(Name) ?? throw new ArgumentException($"Option '{option}': environment variable '{Printable.Clip(Name)}' is not set."),
            File => await ReadAsync(new StreamReader(Name), cancellationToken).ConfigureAwait(false),
            _ => await ReadAsync(input, cancellationToken).ConfigureAwait(false),
        };
        try
        {
            return new(text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"Option '{option}': {error.Message.Replace(" (Parameter 'value')", string.Empty, StringComparison.Ordinal)}");
        }
    }

    // Something endless is no secret: one character more than a secret with its line end can have is enough to know it.
    private static async ValueTask<string> ReadAsync(TextReader reader, CancellationToken cancellationToken)
    {
        using (reader)
        {
            var buffer = new char[Secret.MaximumLength + 3];
            var length = await reader.ReadBlockAsync(buffer, cancellationToken).ConfigureAwait(false);
            return new(buffer, 0, length);
        }
    }
}
