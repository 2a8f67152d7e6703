using NodaTime;

namespace Carillon.Time;

public sealed partial class RecurrenceSchedule
{
    /// <summary>No local time is farther ahead of its instant: offsets reach 18 hours and resolvers 48.</summary>
    internal const int DaysAfterUntil = 3;

    private readonly bool _isResolved;

    private RecurrenceSchedule(RecurrenceSchedule schedule, IEnumerable<int> excluded, int last)
        : base(schedule.Times)
    {
        (_days, _start, Rule, _last, _isResolved) = (schedule._days, schedule._start, schedule.Rule, last, true);
        (Excluded, ExcludedInstants, _excluded) = (schedule.Excluded, schedule.ExcludedInstants, [.. excluded]);
    }

    internal override Instant? Until => Rule.UntilInstant;

    internal override LocalSchedule ResolvedIn(DateTimeZone zone, DstPolicy policy)
    {
        if (_isResolved || (Until is null && ExcludedInstants.Count == 0))
        {
            return this;
        }

        var all = new ZonedSchedule(new RecurrenceSchedule(this, _excluded, _last), zone, policy.Lenient);
        var taken = ExcludedInstants.SelectMany(at => all.Explain(at)?.StandsFor ?? []).Select(local => Day(local.Date));
        return new RecurrenceSchedule(this, _excluded.Concat(taken), Until is { } until ? Math.Min(_last, LastDay(all, until)) : _last);
    }

    /// <summary>The last day of an occurrence at or before an instant. After a missing date two occurrences may come in the other order.</summary>
    private static int LastDay(ZonedSchedule all, Instant until)
    {
        var last = all.Previous(until + Duration.Epsilon);
        var before = last is { } found ? all.Previous(found.Instant) : null;
        return new[] { last, before }.Max(occurrence => occurrence is { } o ? Day(o.Scheduled.Date) : int.MinValue);
    }
}
