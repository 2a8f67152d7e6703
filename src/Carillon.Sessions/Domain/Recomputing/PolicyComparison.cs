using System.Collections.Immutable;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>What another policy would make of the same evidence of one student.</summary>
/// <param name="Before">The totals under the policies the sessions were started under.</param>
/// <param name="After">The totals under the other policy.</param>
/// <param name="Differences">The totals that differ, in order.</param>
public sealed record PolicyComparison(
    ImmutableSortedDictionary<TotalKey, Duration> Before,
    ImmutableSortedDictionary<TotalKey, Duration> After,
    ImmutableArray<TotalDifference> Differences)
{
    /// <summary>Folds the sessions of a student under their own and under another policy. Ends that were asked for stay as they are.</summary>
    /// <param name="sessions">The student's sessions with all their evidence.</param>
    /// <param name="policy">The other policy.</param>
    /// <param name="now">The instant at which both are compared.</param>
    public static PolicyComparison Of(IEnumerable<SessionState> sessions, SessionPolicy policy, Instant now)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(policy);
        SessionState[] all = [.. sessions];
        var before = Totals(all, now);
        var after = Totals(all.Select(session => session with { Policy = policy }), now);
        return new(before, after, [.. TotalDifference.Between(before, after)]);
    }

    private static ImmutableSortedDictionary<TotalKey, Duration> Totals(IEnumerable<SessionState> sessions, Instant now) =>
        StudentTotals.Of(sessions.SelectMany(session => SessionCredit.Of(session, SessionFold.Of(session, now))));
}
