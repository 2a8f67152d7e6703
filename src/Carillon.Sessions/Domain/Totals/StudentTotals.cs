using System.Collections.Immutable;
using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>A student's totals: always computed from the study time, never incremented. Totals of zero are left out.</summary>
public static class StudentTotals
{
    /// <summary>Adds up all sessions of one student.</summary>
    /// <param name="credits">Every reported session of the student.</param>
    /// <param name="attribution">Who gets the time that sessions share.</param>
    public static ImmutableSortedDictionary<TotalKey, Duration> Of(IEnumerable<SessionCredit> credits, SubjectAttribution attribution)
    {
        ArgumentNullException.ThrowIfNull(credits);
        SessionCredit[] all = [.. credits];
        var time = new Dictionary<TotalKey, List<Interval>>();
        foreach (var credit in all)
        {
            Add(time, credit, credit.Spans, date => [new(TotalKind.Day, date, string.Empty)]);
        }

        foreach (var (credit, spans) in Attributed(all, attribution))
        {
            Add(time, credit, spans, date => Keys(credit, date));
        }

        return time.ToImmutableSortedDictionary(pair => pair.Key, pair => IntervalSet.Of(pair.Value).TotalDuration, TotalKey.Order);
    }

    private static IEnumerable<(SessionCredit Credit, IntervalSet Spans)> Attributed(
        SessionCredit[] all, SubjectAttribution attribution)
    {
        if (attribution == SubjectAttribution.Each)
        {
            return all.Select(credit => (credit, credit.Spans));
        }

        var taken = IntervalSet.Empty;
        var attributed = new List<(SessionCredit, IntervalSet)>(all.Length);
        foreach (var credit in all.OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id, StringComparer.Ordinal))
        {
            attributed.Add((credit, credit.Spans.Subtract(taken)));
            taken = taken.Union(credit.Spans);
        }

        return attributed;
    }

    private static IEnumerable<TotalKey> Keys(SessionCredit credit, LocalDate date)
    {
        yield return new(TotalKind.DaySubject, date, credit.Subject);
        yield return new(TotalKind.History, null, credit.Subject);
        if (credit.Contest is { } contest)
        {
            yield return new(TotalKind.Contest, null, contest);
        }
    }

    private static void Add(
        Dictionary<TotalKey, List<Interval>> time, SessionCredit credit, IntervalSet spans, Func<LocalDate, IEnumerable<TotalKey>> keys)
    {
        foreach (var segment in spans.SelectMany(span => LocalDays.Split(span, credit.Zone)))
        {
            foreach (var key in keys(segment.Date))
            {
                if (!time.TryGetValue(key, out var intervals))
                {
                    time.Add(key, intervals = []);
                }

                intervals.Add(segment.Interval);
            }
        }
    }
}
