using Carillon.Time;
using NodaTime;

namespace Carillon.Scheduling;

/// <summary>An occurrence for people.</summary>
/// <param name="Instant">When it happens.</param>
/// <param name="Local">What the clocks of the zone show then.</param>
/// <param name="Offset">The offset from UTC then.</param>
/// <param name="Scheduled">The local time that the schedule names.</param>
/// <param name="Kind">How the one follows from the other.</param>
/// <param name="Note">Why it is there; null when the clocks show the time once.</param>
public sealed record ScheduleOccurrence(Instant Instant, LocalDateTime Local, string Offset, LocalDateTime Scheduled, OccurrenceKind Kind, string? Note)
{
    internal static ScheduleOccurrence Of(Occurrence occurrence, Schedule schedule) => new(
        occurrence.Instant, occurrence.Instant.WithOffset(occurrence.Offset).LocalDateTime, occurrence.Offset.ToString(), occurrence.Scheduled, occurrence.Kind,
        occurrence.Kind == OccurrenceKind.Regular ? null : (schedule as ZonedSchedule)?.Explain(occurrence.Instant)?.ToString());
}
