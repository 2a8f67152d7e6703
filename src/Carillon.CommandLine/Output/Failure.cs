using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.Options;

namespace Carillon.CommandLine;

/// <summary>An exception as an exit code and one line.</summary>
internal sealed record Failure(int ExitCode, string Message)
{
    public static Failure Of(Exception exception, InputShape? input, CancellationToken cancellationToken) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Of(only, input, cancellationToken),
        AggregateException many => Of(many.InnerExceptions[0], input, cancellationToken) with { Message = string.Join("; ", many.InnerExceptions.Select(e => Of(e, input, cancellationToken).Message).Distinct()) },
        OperationCanceledException when cancellationToken.IsCancellationRequested => new(OperationExitCode.Cancelled, "Cancelled."),
        ArgumentException argument => new(OperationExitCode.BadInput, OfArgument(argument, input)),
        OptionsValidationException options => new(OperationExitCode.BadInput, string.Join("; ", options.Failures)),
        FormatException or TenantNotFoundException or TenantNotActiveException or TenantTransitionException or ConnectionNotFoundException or FileNotFoundException or DirectoryNotFoundException => new(OperationExitCode.BadInput, exception.Message),
        _ => new(OperationExitCode.Failed, WithCause(exception)),
    };

    /// <summary>Writes the line, and where it comes from when that is asked for.</summary>
    public int Report(CommandLineConsole console, Exception? details)
    {
        console.Error.WriteLine(SafeText.Line(Message.ReplaceLineEndings(" ")));
        if (details is not null)
        {
            console.Error.WriteLine(SafeText.Lines(details.ToString()));
        }

        return ExitCode;
    }

    private static string OfArgument(ArgumentException exception, InputShape? input)
    {
        var suffix = $" (Parameter '{exception.ParamName}')";
        var message = exception.ParamName is null ? exception.Message : exception.Message.Replace(suffix, string.Empty, StringComparison.Ordinal);
        message = WithoutRepetition(message, exception).ReplaceLineEndings(" ");
        var parameter = input?.Parameters.FirstOrDefault(p => string.Equals(p.Name, exception.ParamName, StringComparison.OrdinalIgnoreCase));
        return parameter is null ? message : $"Option '{parameter.OptionName}': {message}";
    }

    // The guards of the framework name the parameter and its value, and then the value again on a line of its own.
    private static string WithoutRepetition(string message, ArgumentException exception)
    {
        if (exception is not ArgumentOutOfRangeException { ActualValue: { } value } || message.IndexOf(Environment.NewLine, StringComparison.Ordinal) is not (> 0 and var end))
        {
            return message;
        }

        var named = $"{exception.ParamName} ('{value}')";
        return message.StartsWith(named, StringComparison.Ordinal) ? $"'{value}'{message[named.Length..end]}" : message;
    }

    private static string WithCause(Exception exception)
    {
        var cause = exception.GetBaseException();
        return ReferenceEquals(cause, exception) || exception.Message.Contains(cause.Message, StringComparison.Ordinal)
            ? exception.Message
            : $"{exception.Message} {cause.Message}";
    }
}
