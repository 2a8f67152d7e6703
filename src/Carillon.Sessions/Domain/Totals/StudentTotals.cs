using System.Collections.Immutable;
using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>A student's totals: always computed from the study time, never incremented. Totals of zero are left out.</summary>
public static class StudentTotals
{
    /// <summary>Adds up all sessions of one student.</summary>
    /// <param name="credits">Every reported session of the student.</param>
    public static ImmutableSortedDictionary<TotalKey, Duration> Of(IEnumerable<SessionCredit> credits)
    {
        var days = Days(credits);
        return days.Concat(OverAllDays(days)).ToImmutableSortedDictionary(TotalKey.Order);
    }

    /// <summary>Adds up all sessions of one student by day; what falls on a day depends only on the study time of that day.</summary>
    /// <param name="credits">Every reported session of the student that has study time on the days of interest.</param>
    public static ImmutableSortedDictionary<TotalKey, Duration> Days(IEnumerable<SessionCredit> credits)
    {
        ArgumentNullException.ThrowIfNull(credits);
        SessionCredit[] all = [.. credits];
        var time = new Dictionary<TotalKey, List<Interval>>();
        foreach (var credit in all)
        {
            Add(time, credit, credit.Spans, date => [new(TotalKind.Day, date, string.Empty)]);
        }

        foreach (var (credit, spans) in all is [var only] ? [(only, only.Spans)] : Attributed(all))
        {
            Add(time, credit, spans, date => Keys(credit, date));
        }

        return time.ToImmutableSortedDictionary(pair => pair.Key, pair => IntervalSet.Of(pair.Value).TotalDuration, TotalKey.Order);
    }

    /// <summary>The totals over all days that totals by day add up to.</summary>
    public static IEnumerable<KeyValuePair<TotalKey, Duration>> OverAllDays(IEnumerable<KeyValuePair<TotalKey, Duration>> days) => days
        .Where(day => day.Key.Kind is TotalKind.DaySubject or TotalKind.DayContest)
        .GroupBy(day => new TotalKey(day.Key.Kind == TotalKind.DaySubject ? TotalKind.History : TotalKind.Contest, null, day.Key.Key))
        .Select(total => KeyValuePair.Create(total.Key, total.Aggregate(Duration.Zero, (sum, day) => sum + day.Value)));

    private static IEnumerable<(SessionCredit Credit, IntervalSet Spans)> Attributed(SessionCredit[] all)
    {
        var taken = IntervalSet.Empty;
        foreach (var credit in all.OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id, StringComparer.Ordinal))
        {
            var isWhole = credit.Attribution == SubjectAttribution.Each;
            yield return (credit, isWhole ? credit.Spans : credit.Spans.Subtract(taken));
            taken = isWhole ? taken : taken.Union(credit.Spans);
        }
    }

    private static IEnumerable<TotalKey> Keys(SessionCredit credit, LocalDate date)
    {
        yield return new(TotalKind.DaySubject, date, credit.Subject);
        if (credit.Contest is { } contest)
        {
            yield return new(TotalKind.DayContest, date, contest);
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
