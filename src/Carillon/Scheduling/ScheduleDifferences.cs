namespace Carillon.Scheduling;

/// <summary>The runs that other rules move.</summary>
/// <param name="Before">The version of the host's rules.</param>
/// <param name="After">The version of the other rules.</param>
/// <param name="Runs">The runs that differ.</param>
public sealed record ScheduleDifferences(string Before, string After, IReadOnlyList<ScheduleDifference> Runs);
