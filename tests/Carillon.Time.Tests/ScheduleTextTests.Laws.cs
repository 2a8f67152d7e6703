using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class ScheduleTextTests
{
    private static readonly string[] Pieces =
    [
        "weekly", "monthly", "once", "every", "from", "rrule", "and", "except", "[", "]", "cron:vixie", "cron:quartz", "Mon-Fri", "Mon", "-1Fri", "1,31",
        "09:00", "19:00:30", "2026-11-01", "2026-11-01T01:30:00", "PT90M", "2026-01-01T00:00:00Z", "* * * * *", "0 0 12 ? * 2#1", "L",
        "DTSTART:20260105T190000", "DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=4", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "EXDATE:20260105T190000", ",", "-", ";", "=", ":", "99999999999999999999", "\u0000", "é", " ", "\n",
    ];

    [Fact]
    public void Any_schedule_reads_back_equal_and_means_the_same() => Law.Holds(
        Prop.ForAll(AnySchedule().ToArbitrary(), Law.Any<ushort>(), (schedule, hours) =>
        {
            var text = new ScheduleText(schedule).ToString();
            var read = ScheduleText.Parse(text);
            var from = new LocalDateTime(2026, 1, 1, 0, 0).PlusHours(hours);
            return read.ToString() == text
                && read.Local!.NextLocal(from, false) == schedule.NextLocal(from, false)
                && read.Local.PreviousLocal(from, true) == schedule.PreviousLocal(from, true);
        }),
        cases: 300);

    [Fact]
    public void No_text_makes_the_reader_throw_or_point_outside_of_it() => Law.Holds(
        Prop.ForAll(AnyText(), text =>
        {
            var result = ScheduleText.TryParse(text);
            return result.Success
                ? ScheduleText.Parse(result.Value.ToString()).Equals(result.Value)
                : result.Error.Offset >= 0 && result.Error.Length >= 0 && result.Error.Offset + result.Error.Length <= text.Length;
        }),
        cases: 3_000);

    [Fact]
    public void Neither_deep_brackets_nor_long_lists_hurt()
    {
        ScheduleText.TryParse(new string('[', 100_000)).Error!.Message.ShouldContain("brackets");
        ScheduleText.TryParse($"weekly {string.Join(',', Enumerable.Repeat("Mon", 50_000))} 09:00").Success.ShouldBeTrue();
        ScheduleText.TryParse(string.Join(" and ", Enumerable.Repeat("weekly Mon 09:00", 500))).Success.ShouldBeTrue();
    }

    [Theory]
    [InlineData(" except cron:vixie 0 0 * * *")]
    [InlineData(" and cron:vixie 0 0 * * * except 2026-01-01")]
    [InlineData(" except [cron:vixie 0 0 * * *]")]
    [InlineData(" and cron:vixie 0 0 * * *")]
    public void However_many_parts_there_are_the_stack_and_the_clock_hold(string part)
    {
        const string First = "weekly Mon 09:00";
        var error = ScheduleText.TryParse(First + string.Concat(Enumerable.Repeat(part, 150_000))).Error.ShouldNotBeNull();
        error.Message.ShouldContain("parts");
        error.Offset.ShouldBeLessThan(First.Length + 1_000 * part.Length);

        var most = ScheduleText.Parse(First + string.Concat(Enumerable.Repeat(part, 400)));
        most.In(DateTimeZone.Utc).Next(Instant.FromUtc(2026, 1, 1, 0, 0)).ShouldNotBeNull();
        ScheduleText.Parse(most.ToString()).ShouldBe(most);
    }

    [Fact]
    public void A_message_does_not_repeat_ten_megabytes()
    {
        var junk = new string('x', 10_000_000);
        string[] texts = [junk, $"weekly {junk} 09:00", $"cron:{junk} * * * * *", $"cron:vixie {junk} * * * *", $"cron:vixie @{junk}", $"rrule {junk}", $"rrule DTSTART:{junk}", $"once {junk}"];
        foreach (var text in texts)
        {
            ScheduleText.TryParse(text).Error!.Message.Length.ShouldBeLessThan(400, text[..20]);
        }
    }

    private static Arbitrary<string> AnyText() => Arb.From(Gen.OneOf(
        Gen.Elements(Pieces).ListOf().Select(words => string.Join(' ', words)),
        Gen.Elements(Pieces).ListOf().Select(words => string.Concat(words)),
        from schedule in AnySchedule()
        let text = new ScheduleText(schedule).ToString()
        from at in Gen.Choose(0, text.Length)
        from length in Gen.Choose(0, 3)
        from put in Gen.Elements(Pieces)
        select text[..at] + put + text[Math.Min(text.Length, at + length)..]));

    private static Gen<LocalSchedule> AnySchedule()
    {
        var time = Gen.Choose(0, 86_399).Select(second => LocalTime.FromSecondsSinceMidnight(second % 3 == 0 ? second : second / 60 * 60));
        var day = Gen.Choose(1, 7).Select(number => (IsoDayOfWeek)number);
        var date = Gen.Choose(0, 500).Select(days => new LocalDate(2025, 1, 1).PlusDays(days));
        var monthDay = Gen.OneOf(
            Gen.Choose(1, 31).Select(MonthDay.Of), Gen.Choose(-31, -1).Select(MonthDay.Of),
            from number in Gen.Elements(-5, -1, 1, 2, 5) from weekday in day select MonthDay.Nth(number, weekday));
        var single = Gen.OneOf<LocalSchedule>(
            from days in day.NonEmptyListOf() from times in time.NonEmptyListOf() select (LocalSchedule)new WeeklySchedule(days, times),
            from days in monthDay.NonEmptyListOf() from times in time.NonEmptyListOf() select (LocalSchedule)new MonthlySchedule(days, times),
            from at in date.Zip(time) select (LocalSchedule)new OnceSchedule(at.Item1 + at.Item2),
            Gen.Elements<LocalSchedule>(
                CronExpression.Parse("*/20 9-17 * * 1-5", CronDialect.Vixie), CronExpression.Parse("0 0 12 ? * 6L", CronDialect.Quartz),
                CronExpression.Parse("0 0 1W * *", CronDialect.Cronos), CronExpression.Parse("0 0 30 2 *", CronDialect.Posix)),
            RecurrenceScheduleTests.AnyText.Select(text => (LocalSchedule)RecurrenceSchedule.Parse(text)));
        return Gen.OneOf(
            single,
            from one in single
            from two in single
            from dates in date.NonEmptyListOf()
            select (LocalSchedule)new ExceptSchedule(new UnionSchedule(one, two), dates),
            from one in single
            from two in single
            from three in single
            from dates in date.NonEmptyListOf()
            select (LocalSchedule)new UnionSchedule(new ExceptSchedule(one, new ExceptSchedule(new WeeklySchedule([IsoDayOfWeek.Friday], [LocalTime.Noon]), dates)), three, two));
    }
}
