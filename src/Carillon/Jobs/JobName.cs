using Carillon.Operations;

namespace Carillon.Jobs;

/// <summary>The stable name of a job or sweep, e.g. <c>sessions.auto-end</c>; never a CLR type name, so that types can be renamed.</summary>
public readonly record struct JobName
{
    private readonly string? _value;

    /// <summary>Checks the name.</summary>
    /// <exception cref="ArgumentException">It is not 1 to 80 characters: words of <c>a-z 0-9 -</c> joined by dots.</exception>
    public JobName(string value) => _value = new OperationName(value).Value;

    /// <summary>The name.</summary>
    public string Value => _value ?? throw new InvalidOperationException("This JobName is default(JobName) and names no job.");

    /// <summary>The name.</summary>
    public override string ToString() => _value ?? string.Empty;
}
