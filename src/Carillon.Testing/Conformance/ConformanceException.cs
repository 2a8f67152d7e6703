namespace Carillon.Testing.Conformance;

/// <summary>An implementation does not do what its port promises.</summary>
public sealed class ConformanceException(string promise, string expected, string actual) : Exception
{
    /// <summary>Suite and case; null outside <see cref="ConformanceSuite.RunAsync"/>.</summary>
    public string? Case { get; internal set; }

    /// <summary>What the port promises.</summary>
    public string Promise { get; } = promise;

    /// <summary>What should have come.</summary>
    public string Expected { get; } = expected;

    /// <summary>What came.</summary>
    public string Actual { get; } = actual;

    /// <inheritdoc/>
    public override string Message => $"{Case}{(Case is null ? "" : ": ")}{Promise}: expected {Expected}, got {Actual}.";
}
