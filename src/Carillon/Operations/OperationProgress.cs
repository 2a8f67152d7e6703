namespace Carillon.Operations;

/// <summary>One line about a running operation.</summary>
/// <param name="Text">The line, without markup.</param>
/// <param name="IsProblem">True when it belongs on standard error.</param>
public sealed record OperationProgress(string Text, bool IsProblem = false)
{
    /// <summary>How much is done, from 0 to 1; null when that is not known.</summary>
    public double? Fraction { get; init; }
}
