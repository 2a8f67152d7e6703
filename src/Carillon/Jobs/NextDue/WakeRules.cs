using NodaTime;

namespace Carillon.Jobs;

/// <summary>The pure rules of next-due hints: how a row is hinted, raised and lowered, and when a hint may be skipped.</summary>
/// <remarks>
/// A hint is written before the commit of what it announces, so a row that was hinted less than <see cref="MaxTransaction"/> ago may
/// announce a transaction that is still open. A scan that did not see its rows proves nothing about them.
/// </remarks>
public static class WakeRules
{
    /// <summary>The longest time that a transaction which hints may stay open.</summary>
    public static Duration MaxTransaction { get; } = Duration.FromSeconds(30);

    /// <summary>The shortest step of looking again for a transaction that has not committed by its own deadline.</summary>
    public static Duration FirstStep { get; } = Duration.FromMilliseconds(50);

    /// <summary>What two clocks may differ by, beyond their measured offset.</summary>
    public static Duration ClockMargin { get; } = Duration.FromMilliseconds(100);

    /// <summary>The row after a hint.</summary>
    /// <param name="row">The row as it is.</param>
    /// <param name="due">When the announced work falls due; the past counts as now.</param>
    /// <param name="now">The clock of the store.</param>
    public static DueRow Hint(DueRow row, Instant due, Instant now)
    {
        ArgumentNullException.ThrowIfNull(row);
        var wake = Instant.Max(due, now);
        return row with
        {
            WakeAt = row.WakeAt is { } w ? Instant.Min(w, wake) : wake,
            HintedDue = IsHintOpen(row, now) && row.HintedDue is { } h ? Instant.Min(h, wake) : wake,
            HintedAt = row.HintedAt is { } last ? Instant.Max(last, now) : now,
            Seq = row.Seq + 1,
        };
    }

    /// <summary>Where a scan may raise the wake-up to; the row's own wake-up when it may not raise it at all.</summary>
    /// <param name="row">The row as it was read before the scan; it must be unchanged when the result is written.</param>
    /// <param name="next">The earliest wake-up that the scan saw; null for none.</param>
    /// <param name="scanStarted">When the row was read, by the clock of the store: transactions that were open then may have stayed unseen.</param>
    public static Instant? RaiseTo(DueRow row, Instant? next, Instant scanStarted)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.WakeAt is not { } wake || scanStarted < wake)
        {
            return row.WakeAt;
        }

        if (!IsHintOpen(row, scanStarted) || row is not { HintedAt: { } hintedAt, HintedDue: { } hintedDue })
        {
            return next;
        }

        // The step is the time since the deadline, so that it doubles without being stored. It starts again with each hint: on a row
        // that is hinted all the time the earliest deadline is old, and steps as long as its age would make new work late.
        var since = Instant.Max(hintedDue, hintedAt);
        var limit = hintedDue > scanStarted
            ? hintedDue
            : Instant.Min(scanStarted + Duration.Max(FirstStep, scanStarted - since), hintedAt + MaxTransaction);
        return next is { } n ? Instant.Min(n, limit) : limit;
    }

    /// <summary>The row after a probe, a resume or a restore: its wake-up can only become earlier.</summary>
    public static DueRow Lower(DueRow row, Instant wake)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.WakeAt <= wake ? row : row with { WakeAt = wake, Seq = row.Seq + 1 };
    }

    /// <summary>True when a known wake-up covers the work: it comes no later, and nobody can have raised it before the commit returned.</summary>
    /// <param name="knownWakeAt">A wake-up that the row had at some time.</param>
    /// <param name="due">When the work falls due.</param>
    /// <param name="commitReturned">When the commit had returned, by the clock of the store.</param>
    public static bool MaySkipHint(Instant knownWakeAt, Instant due, Instant commitReturned) =>
        knownWakeAt <= due && commitReturned + ClockMargin < knownWakeAt;

    private static bool IsHintOpen(DueRow row, Instant at) => row.HintedAt is { } hintedAt && hintedAt + MaxTransaction > at;
}
