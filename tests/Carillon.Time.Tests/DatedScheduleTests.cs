using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed class DatedScheduleTests
{
    [Theory]
    [InlineData("weekly Mon,Wed 19:00,08:00", "2026-06-01T08:00:00 2026-06-01T19:00:00 2026-06-03T08:00:00 2026-06-03T19:00:00 2026-06-08T08:00:00")]
    [InlineData("monthly 31,-1 06:00", "2026-06-30T06:00:00 2026-07-31T06:00:00 2026-08-31T06:00:00 2026-09-30T06:00:00")]
    [InlineData("monthly 2Mon,-1Fri 10:00", "2026-06-08T10:00:00 2026-06-26T10:00:00 2026-07-13T10:00:00 2026-07-31T10:00:00")]
    [InlineData("monthly 5Sun 10:00", "2026-08-30T10:00:00 2026-11-29T10:00:00 2027-01-31T10:00:00")]
    [InlineData("monthly -31 10:00", "2026-07-01T10:00:00 2026-08-01T10:00:00 2026-10-01T10:00:00")]
    [InlineData("once 2026-06-05T01:00:00", "2026-06-05T01:00:00")]
    [InlineData("weekly Mon 19:00 and monthly 1 19:00 and once 2026-06-02T00:00:00", "2026-06-01T19:00:00 2026-06-02T00:00:00 2026-06-08T19:00:00")]
    [InlineData("weekly Mon 19:00 except 2026-06-08,2026-06-15", "2026-06-01T19:00:00 2026-06-22T19:00:00")]
    [InlineData("cron:posix * * * * * except 2026-06-01,2026-06-02", "2026-06-03T00:00:00 2026-06-03T00:01:00")]
    [InlineData("weekly Mon,Tue,Wed 09:00 except [weekly Mon 09:00 and weekly Tue 09:00]", "2026-06-03T09:00:00 2026-06-10T09:00:00")]
    [InlineData("weekly Mon,Tue,Wed 09:00 except [weekly Mon,Tue 09:00 except monthly 1 09:00]", "2026-06-01T09:00:00 2026-06-03T09:00:00 2026-06-10T09:00:00")]
    [InlineData("weekly Mon,Tue,Wed 09:00 except [weekly Mon,Tue 09:00 except 2026-06-02]", "2026-06-02T09:00:00 2026-06-03T09:00:00 2026-06-10T09:00:00")]
    [InlineData("weekly Mon 08:00,19:00 except monthly 1 08:00", "2026-06-01T19:00:00 2026-06-08T08:00:00")]
    public void Local_times_are_named_in_order_forward_and_backward(string text, string expected)
    {
        var schedule = ScheduleText.Parse(text).Local!;
        var times = expected.Split(' ');
        var from = new LocalDateTime(2026, 5, 31, 23, 59);

        var forward = Walk(from, local => schedule.NextLocal(local, inclusive: false), times.Length);
        forward.ShouldBe(times);
        var last = TextFormat.Parse(times[^1]);
        Walk(last.PlusSeconds(1), local => schedule.PreviousLocal(local, inclusive: false), times.Length).ShouldBe(times.Reverse());
    }

    [Fact]
    public void The_ends_of_the_calendar_are_the_end()
    {
        var weekly = new WeeklySchedule([IsoDayOfWeek.Monday], [LocalTime.Midnight]);
        var monthly = new MonthlySchedule([MonthDay.Of(1)], [LocalTime.Noon]);

        weekly.NextLocal(new(9999, 12, 28, 0, 0), inclusive: false).ShouldBeNull();
        weekly.PreviousLocal(LocalDate.MinIsoValue.AtMidnight(), inclusive: false).ShouldBeNull();
        monthly.NextLocal(new(9999, 12, 1, 12, 0), inclusive: false).ShouldBeNull();
        monthly.PreviousLocal(LocalDate.MinIsoValue.At(LocalTime.Noon), inclusive: false).ShouldBeNull();
        new ExceptSchedule(weekly, [LocalDate.MaxIsoValue]).NextLocal(new(9999, 12, 31, 0, 0), inclusive: true).ShouldBeNull();
    }

    [Fact]
    public void Where_everything_is_excluded_nothing_is_next_or_previous()
    {
        var minutely = CronExpression.Parse("* * * * *", CronDialect.Vixie);
        var newYear = new LocalDateTime(2026, 1, 1, 0, 0);
        LocalSchedule[] nothing =
        [
            new ExceptSchedule(minutely, minutely),
            new ExceptSchedule(minutely, CronExpression.Parse("0-59 * * * *", CronDialect.Posix)),
            new ExceptSchedule(CronExpression.Parse("0 * * * *", CronDialect.Vixie), minutely),
            ScheduleText.Parse("weekly Mon 19:00 except weekly Mon 19:00").Local!,
        ];
        foreach (var schedule in nothing)
        {
            schedule.NextLocal(newYear, inclusive: false).ShouldBeNull(schedule.ToString());
            schedule.PreviousLocal(newYear, inclusive: false).ShouldBeNull(schedule.ToString());
        }
    }

    [Fact]
    public void What_is_excluded_from_the_excluded_is_left_however_deep()
    {
        var text = "weekly Mon 19:00";
        for (var depth = 0; depth < 40; depth++)
        {
            text = $"weekly Mon 19:00 except [{text} except 2026-01-05]";
        }

        ScheduleText.Parse(text).Local!.NextLocal(new(2026, 1, 1, 0, 0), inclusive: false).ShouldBe(new LocalDateTime(2026, 1, 5, 19, 0));
        ScheduleText.Parse("once 2026-01-01T00:00:00 and once 2900-01-01T00:00:00 except 2026-01-01").Local!
            .NextLocal(new(1, 1, 1, 0, 0), inclusive: false).ShouldBe(new LocalDateTime(2900, 1, 1, 0, 0));
    }

    [Fact]
    public void Empty_and_fractional_parts_are_refused()
    {
        Should.Throw<ArgumentException>(() => new WeeklySchedule([], [LocalTime.Noon])).ParamName.ShouldBe("days");
        Should.Throw<ArgumentException>(() => new WeeklySchedule([IsoDayOfWeek.None], [LocalTime.Noon])).ParamName.ShouldBe("days");
        Should.Throw<ArgumentException>(() => new WeeklySchedule([IsoDayOfWeek.Friday], [])).ParamName.ShouldBe("times");
        Should.Throw<ArgumentException>(() => new WeeklySchedule([IsoDayOfWeek.Friday], [LocalTime.Noon.PlusNanoseconds(1)])).ParamName.ShouldBe("times");
        Should.Throw<ArgumentException>(() => new MonthlySchedule([default], [LocalTime.Noon])).ParamName.ShouldBe("days");
        Should.Throw<ArgumentException>(() => new UnionSchedule([])).ParamName.ShouldBe("parts");
        Should.Throw<ArgumentOutOfRangeException>(() => MonthDay.Of(0));
        Should.Throw<ArgumentOutOfRangeException>(() => MonthDay.Of(int.MinValue));
        Should.Throw<ArgumentOutOfRangeException>(() => MonthDay.Nth(6, IsoDayOfWeek.Monday));
        Should.Throw<ArgumentOutOfRangeException>(() => MonthDay.Nth(1, IsoDayOfWeek.None));
    }

    private static List<string> Walk(LocalDateTime from, Func<LocalDateTime, LocalDateTime?> step, int count)
    {
        var found = new List<string>();
        for (var at = step(from); found.Count < count && at is { } local; at = step(local))
        {
            found.Add(TextFormat.Format(local));
        }

        return found;
    }
}
