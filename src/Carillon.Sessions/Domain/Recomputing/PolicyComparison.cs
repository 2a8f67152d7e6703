using System.Collections.Immutable;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>What another policy would make of the same evidence of one student.</summary>
/// <param name="Before">The totals of the days that the sessions touch, under the policies they were started under.</param>
/// <param name="After">The totals of the same days under the other policy.</param>
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
    /// <param name="others">What other sessions of the student have on these days, which the other policy does not change.</param>
    public static PolicyComparison Of(IEnumerable<SessionState> sessions, SessionPolicy policy, Instant now, IEnumerable<SessionCredit>? others = null)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(policy);
        SessionState[] all = [.. sessions];
        SessionCredit[] unchanged = [.. others ?? []];
        var (own, tried) = (Credits(all, now), Credits(all.Select(session => session with { Policy = policy }), now));
        var dates = StudentTotals.Days([.. own, .. tried]).Keys.Select(key => key.Date).ToHashSet();
        var (before, after) = (Totals([.. own, .. unchanged], dates), Totals([.. tried, .. unchanged], dates));
        return new(before, after, [.. TotalDifference.Between(before, after)]);
    }

    private static List<SessionCredit> Credits(IEnumerable<SessionState> sessions, Instant now) =>
        [.. sessions.SelectMany(session => SessionCredit.Of(session, SessionFold.Of(session, now)))];

    private static ImmutableSortedDictionary<TotalKey, Duration> Totals(IEnumerable<SessionCredit> credits, HashSet<LocalDate?> dates)
    {
        var days = StudentTotals.Days(credits).Where(total => dates.Contains(total.Key.Date)).ToList();
        return days.Concat(StudentTotals.OverAllDays(days)).ToImmutableSortedDictionary(TotalKey.Order);
    }
}
