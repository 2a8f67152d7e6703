namespace Carillon.Scheduling;

/// <summary>An interval by local dates.</summary>
/// <param name="Segments">In time order; a date can come back.</param>
public sealed record ScheduleDays(IReadOnlyList<ScheduleDay> Segments);
