using NodaTime;

namespace Carillon.Jobs;

/// <summary>The clock rules of a sweep.</summary>
internal static class SweepClock
{
    /// <summary>The database clock, never below the high-water mark.</summary>
    public static Instant Floor(Instant clock, SweepMark? mark) =>
        mark is { } m ? Instant.Max(clock, m.ClockHigh) : clock;

    /// <summary>
    /// Where a recent scan starts. A transaction may have been open while the mark was raised, and its row lies at most one margin
    /// before it; after a clock that was set back, rows are written by that clock, so the mark counts only up to it.
    /// </summary>
    public static Instant? ScanFrom(SweepMark? mark, Instant clock) =>
        mark is { } m ? Instant.Min(m.SettledTo, clock) - WakeRules.MaxTransaction : null;

    /// <summary>What a scan proves to be settled: up to the earliest wake-up it saw, and never past the clock as it was read before.</summary>
    public static Instant SettledTo(Instant clock, Instant? next) => next is { } n ? Instant.Min(n, clock) : clock;
}
