namespace Carillon.Scheduling;

/// <summary>Occurrences of a schedule.</summary>
/// <param name="Occurrences">In the order asked for.</param>
public sealed record ScheduleOccurrences(IReadOnlyList<ScheduleOccurrence> Occurrences);
