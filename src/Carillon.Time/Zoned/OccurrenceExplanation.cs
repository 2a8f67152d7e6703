using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Carillon.Time;

/// <summary>Why an occurrence is at its instant.</summary>
/// <param name="Occurrence">The occurrence.</param>
/// <param name="StandsFor">The scheduled local times that it stands for, its own first; more than one when skipped times fall together with it.</param>
/// <param name="Before">The rules before the transition that skips or repeats its local time, or those in force when none does.</param>
/// <param name="After">The rules after that transition, or those in force when none does.</param>
/// <param name="Skipped">The policy that moved it, or took skipped times along; null when none did.</param>
/// <param name="Repeated">The policy that chose between two showings of its local time; null when there is one.</param>
public sealed record OccurrenceExplanation(
    Occurrence Occurrence,
    IReadOnlyList<LocalDateTime> StandsFor,
    ZoneInterval Before,
    ZoneInterval After,
    SkippedTimePolicy? Skipped,
    RepeatedTimePolicy? Repeated)
{
    /// <summary>When the clocks change, where that matters to the occurrence.</summary>
    public Instant? Transition => Before == After ? null : After.Start;

    /// <summary>The explanation as an English sentence.</summary>
    public override string ToString()
    {
        var scheduled = Show(Occurrence.Scheduled);
        var change = Transition is { } transition
            ? $"at {transition} the clocks go from {Show(transition.WithOffset(Before.WallOffset).LocalDateTime)} ({Before.WallOffset}) to {Show(transition.WithOffset(After.WallOffset).LocalDateTime)} ({After.WallOffset})"
            : "";
        var others = StandsFor.Count > 1 ? $"; it stands for {StandsFor.Count} scheduled times" : "";
        return Occurrence.Kind switch
        {
            OccurrenceKind.Regular when Transition is null => $"The clocks show {scheduled} once, at offset {Occurrence.Offset}.",
            OccurrenceKind.Regular => $"The clocks show {scheduled} once, at offset {Occurrence.Offset}; {change}, and by the policy {Skipped} skipped times fall together with it{others}.",
            OccurrenceKind.FirstPass => $"The clocks show {scheduled} twice: {change}. By the policy {Repeated} this is the first showing.",
            OccurrenceKind.SecondPass => $"The clocks show {scheduled} twice: {change}. By the policy {Repeated} this is the second showing.",
            _ => $"The clocks never show {scheduled}: {change}. By the policy {Skipped} it happens at {Show(Occurrence.Instant.WithOffset(Occurrence.Offset).LocalDateTime)}{others}.",
        };
    }

    private static string Show(LocalDateTime local) => LocalDateTimePattern.ExtendedIso.Format(local);
}
