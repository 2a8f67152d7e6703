using NodaTime;
using NodaTime.TimeZones;

namespace Carillon.Time;

public sealed partial class ZonedSchedule
{
    /// <summary>Why the schedule has an occurrence at an instant, or null when it has none there.</summary>
    /// <param name="instant">The instant of the occurrence.</param>
    public OccurrenceExplanation? Explain(Instant instant)
    {
        if (instant == Instant.MinValue || Next(instant - Duration.Epsilon) is not { } found || found.Instant != instant)
        {
            return null;
        }

        var mapping = Zone.MapLocal(found.Scheduled);
        return mapping.Count switch
        {
            0 => new(found, Together(found, mapping), mapping.EarlyInterval, mapping.LateInterval, Policy.Skipped, null),
            2 => new(found, [found.Scheduled], mapping.EarlyInterval, mapping.LateInterval, null, Policy.Repeated),
            _ => ExplainRegular(found, mapping.EarlyInterval),
        };
    }

    /// <summary>A time that the clocks show once may have met skipped times at the end of a gap, or just before it.</summary>
    private OccurrenceExplanation ExplainRegular(Occurrence found, ZoneInterval rules)
    {
        foreach (var transition in new[] { rules.HasStart ? rules.Start : (Instant?)null, rules.HasEnd ? rules.End : null })
        {
            if (transition is not { } at || Zone.MapLocal(FirstSkippedAt(at)) is not { Count: 0 } mapping)
            {
                continue;
            }

            var standsFor = Together(found, mapping);
            if (standsFor.Count > 1)
            {
                return new(found, standsFor, mapping.EarlyInterval, mapping.LateInterval, Policy.Skipped, null);
            }
        }

        return new(found, [found.Scheduled], rules, rules, null, null);
    }

    /// <summary>The local times of a gap that happen at the instant of an occurrence, after its own.</summary>
    private List<LocalDateTime> Together(Occurrence found, ZoneLocalMapping gapped)
    {
        var gap = new Gap(gapped.LateInterval.Start.ToUnixTimeSeconds(), gapped.EarlyInterval.WallOffset.Seconds, gapped.LateInterval.WallOffset.Seconds);
        var instant = found.Instant.ToUnixTimeSeconds();
        var together = new List<LocalDateTime> { found.Scheduled };
        for (var from = gap.First; gap.Skips(_times, from, out var scheduled); from = scheduled + 1)
        {
            var meets = Policy.Skipped switch
            {
                SkippedTimePolicy.GapEnd => instant == gap.Transition,
                SkippedTimePolicy.JustBefore => instant == gap.Transition - 1,
                SkippedTimePolicy.ShiftForward => instant == gap.Shift(scheduled).Instant,
                SkippedTimePolicy.Resolved => Policy.Resolver!(Zone.MapLocal(LocalSeconds.ToLocal(scheduled))).ToInstant() == found.Instant,
                _ => false,
            };
            if (meets && LocalSeconds.ToLocal(scheduled) is var local && local != found.Scheduled)
            {
                together.Add(local);
            }
        }

        return together;
    }

    private LocalDateTime FirstSkippedAt(Instant transition) =>
        transition.WithOffset(Zone.GetUtcOffset(transition - Duration.Epsilon)).LocalDateTime;
}
