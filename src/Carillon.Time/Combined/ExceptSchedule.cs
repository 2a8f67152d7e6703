using NodaTime;

namespace Carillon.Time;

/// <summary>The local times of a schedule without those that another names, and without those on some dates.</summary>
public sealed class ExceptSchedule : LocalSchedule
{
    /// <summary>How many excluded times in a row a search passes over before it takes it that nothing is left: 1,000,000.</summary>
    public const int SearchLimit = 1_000_000;

    private readonly HashSet<LocalDate> _dates;
    private readonly bool _isEmpty;

    /// <summary>A schedule without the times of another.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="except">What is taken away: equal local times, to the second.</param>
    public ExceptSchedule(LocalSchedule schedule, LocalSchedule except)
        : this(schedule, except, [])
    {
        ArgumentNullException.ThrowIfNull(except);
    }

    /// <summary>A schedule without some dates, such as holidays.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="dates">The dates, in the ISO calendar.</param>
    /// <exception cref="ArgumentException">A date is of another calendar.</exception>
    public ExceptSchedule(LocalSchedule schedule, IEnumerable<LocalDate> dates)
        : this(schedule, null, dates)
    {
    }

    private ExceptSchedule(LocalSchedule schedule, LocalSchedule? except, IEnumerable<LocalDate> dates)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(dates);
        Schedule = schedule;
        Except = except;
        Until = schedule.Until;
        _isEmpty = except is not null && AreSame(schedule, except);
        _dates = [.. dates];
        Dates = [.. _dates.Order()];
        if (Dates.Any(date => date.Calendar != CalendarSystem.Iso))
        {
            throw new ArgumentException("The dates must be of the ISO calendar.", nameof(dates));
        }
    }

    /// <summary>The schedule that is reduced.</summary>
    public LocalSchedule Schedule { get; }

    /// <summary>The schedule that is taken away; null when dates are.</summary>
    public LocalSchedule? Except { get; }

    /// <summary>The dates that are taken away, in order; empty when a schedule is.</summary>
    public IReadOnlyList<LocalDate> Dates { get; }

    /// <inheritdoc/>
    /// <value>That of the schedule that is reduced.</value>
    public override DstPolicy DefaultPolicy => Schedule.DefaultPolicy;

    /// <inheritdoc/>
    /// <value>That of the schedule that is reduced.</value>
    public override bool IsInterval => Schedule.IsInterval;

    /// <inheritdoc/>
    /// <remarks>Null too where <see cref="SearchLimit"/> times in a row are excluded.</remarks>
    public override LocalDateTime? NextLocal(LocalDateTime from, bool inclusive)
    {
        var found = _isEmpty ? null : Schedule.NextLocal(from, inclusive);
        for (var passed = 0; found is { } local && passed <= SearchLimit; passed++)
        {
            if (_dates.Contains(local.Date))
            {
                found = local.Date == LocalDate.MaxIsoValue ? null : Schedule.NextLocal(local.Date.PlusDays(1).AtMidnight(), inclusive: true);
                continue;
            }

            if (Except?.Has(local) != true)
            {
                return local;
            }

            found = Schedule.NextLocal(local, inclusive: false);
        }

        return null;
    }

    /// <inheritdoc/>
    /// <remarks>Null too where <see cref="SearchLimit"/> times in a row are excluded.</remarks>
    public override LocalDateTime? PreviousLocal(LocalDateTime from, bool inclusive)
    {
        var found = _isEmpty ? null : Schedule.PreviousLocal(from, inclusive);
        for (var passed = 0; found is { } local && passed <= SearchLimit; passed++)
        {
            if (_dates.Contains(local.Date))
            {
                found = Schedule.PreviousLocal(local.Date.AtMidnight(), inclusive: false);
                continue;
            }

            if (Except?.Has(local) != true)
            {
                return local;
            }

            found = Schedule.PreviousLocal(local, inclusive: false);
        }

        return null;
    }

    /// <summary>The text form, for example <c>weekly Mon 19:00 except 2026-12-21,2026-12-28</c>.</summary>
    public override string ToString() =>
        $"{TextForm.Operand(Schedule, isFirst: true)} except {(Except is null ? TextForm.Dates(Dates) : TextForm.Operand(Except, isFirst: false))}";

    internal override void ThrowIfNotFor(DateTimeZone zone)
    {
        Schedule.ThrowIfNotFor(zone);
        Except?.ThrowIfNotFor(zone);
    }

    internal override bool Has(LocalDateTime local) => !_dates.Contains(local.Date) && Schedule.Has(local) && Except?.Has(local) != true;

    internal override Instant? Until { get; }

    internal override LocalSchedule ResolvedIn(DateTimeZone zone, DstPolicy policy)
    {
        var (schedule, except) = (Schedule.ResolvedIn(zone, policy), Except?.ResolvedIn(zone, policy));
        return schedule == Schedule && except == Except ? this : new ExceptSchedule(schedule, except, Dates);
    }

    /// <summary>Whether two schedules plainly name the same times; false where only a search could tell.</summary>
    private static bool AreSame(LocalSchedule one, LocalSchedule other) => (one, other) switch
    {
        (CronExpression cron, CronExpression another) => cron.Times.Equals(another.Times),
        (DatedSchedule, DatedSchedule) => ScheduleText.Format(one) == ScheduleText.Format(other),
        _ => ReferenceEquals(one, other),
    };
}
