namespace Carillon.Operations;

/// <summary>The stable name of an operation: dot-separated words of <c>a-z 0-9 -</c>, e.g. <c>sessions.auto-end</c>.</summary>
public readonly record struct OperationName
{
    private readonly string? _value;

    /// <summary>Checks the name.</summary>
    /// <exception cref="ArgumentException">It is not dot-separated words of <c>a-z 0-9 -</c>.</exception>
    public OperationName(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var legal = value.Length <= 80 && value.Split('.').All(w => w.Length > 0 && char.IsAsciiLetterLower(w[0]) && w.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
        _value = legal ? value : throw new ArgumentException($"'{Printable.Clip(value)}' is not an operation name: words of a-z, 0-9 and '-' joined by dots.", nameof(value));
    }

    /// <summary>The name.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>The words, e.g. <c>sessions</c> and <c>auto-end</c>: the verbs of the command line.</summary>
    public IReadOnlyList<string> Words => Value.Split('.');

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
