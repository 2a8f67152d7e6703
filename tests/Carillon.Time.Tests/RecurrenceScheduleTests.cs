using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class RecurrenceScheduleTests
{
    [Theory]
    [InlineData("FREQ=DAILY;COUNT=3", "20260105 20260106 20260107")]
    [InlineData("FREQ=DAILY;INTERVAL=10;UNTIL=20260125T190000", "20260105 20260115 20260125")]
    [InlineData("FREQ=DAILY;INTERVAL=10;UNTIL=20260125T185959", "20260105 20260115")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4", "20260105 20260107 20260112 20260114")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU;COUNT=4", "20260105 20260118 20260119 20260201")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;COUNT=4", "20260105 20260111 20260119 20260125")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "20260130 20260227 20260327")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1,31;COUNT=3", "20260131 20260228 20260331")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "20260130 20260227 20260331")]
    [InlineData("FREQ=YEARLY;COUNT=3", "20260105 20270105 20280105")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=9;COUNT=2", "20260109 20270109")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=-1;BYDAY=SU;COUNT=2", "20270131 20380131")]
    [InlineData("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2", "20261126 20271125")]
    [InlineData("FREQ=YEARLY;BYDAY=20MO;COUNT=2", "20260518 20270517")]
    [InlineData("FREQ=YEARLY;BYDAY=-1SU;COUNT=2", "20261227 20271226")]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYDAY=MO;COUNT=5", "20260202 20260209 20260216 20260223 20270201")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2", "20280229 20320229")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "")]
    public void The_dates_of_a_rule_from_Monday_5_January_2026(string rule, string expected)
    {
        var schedule = RecurrenceSchedule.Parse($"DTSTART:20260105T190000 RRULE:{rule}");

        var dates = Dates(schedule).Take(20).ToList();
        dates.ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Back(schedule).ShouldBe(Enumerable.Reverse(dates));
    }

    [Fact]
    public void Excluded_times_are_counted_but_do_not_happen()
    {
        var schedule = RecurrenceSchedule.Parse("DTSTART:20260105T190000\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20260105T190000,20260107T190000,20260106T080000");

        Dates(schedule).ShouldBe(["20260106", "20260108"]);
        schedule.Excluded.Count.ShouldBe(3);
        schedule.ToString().ShouldBe("DTSTART:20260105T190000 RRULE:FREQ=DAILY;COUNT=4 EXDATE:20260105T190000,20260106T080000,20260107T190000");
    }

    [Fact]
    public void A_start_without_a_time_is_midnight()
    {
        var schedule = RecurrenceSchedule.Parse("DTSTART;VALUE=DATE:20260105 RRULE:FREQ=DAILY;UNTIL=20260106 EXDATE;VALUE=DATE:20260105");

        schedule.NextLocal(new(2026, 1, 1, 0, 0), inclusive: false).ShouldBe(new LocalDateTime(2026, 1, 6, 0, 0));
        RecurrenceSchedule.Parse(schedule.ToString()).ToString().ShouldBe(schedule.ToString());
    }

    [Theory]
    [InlineData("", "DTSTART", 0, 0)]
    [InlineData("DTSTART:20260105T190000", "RRULE", 23, 0)]
    [InlineData("DTSTART:20260230 RRULE:FREQ=DAILY", "DTSTART", 8, 8)]
    [InlineData("DTSTART:20260105 DTSTART:20260105", "DTSTART", 17, 7)]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260105T190000Z RRULE:FREQ=DAILY", "DTSTART", 27, 16)]
    [InlineData("DTSTART:20260105 RDATE:20260106", null, 17, 5)]
    [InlineData("DTSTART:20260105 RRULE", null, 17, 5)]
    [InlineData("DTSTART:20260105 RRULE:INTERVAL=2", "FREQ", 23, 10)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=SECONDLY", "FREQ", 28, 8)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY;FREQ=DAILY", "FREQ", 34, 10)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY;", "RRULE", 34, 0)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY;BYWEEKNO=1", "BYWEEKNO", 34, 10)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY;COUNT=0", "COUNT", 40, 1)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY;COUNT=100001", "COUNT", 40, 6)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY;INTERVAL=-1", "INTERVAL", 43, 2)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY;COUNT=2;UNTIL=20260201", "UNTIL", 42, 14)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY;UNTIL=20260201T000000", "UNTIL", 40, 15)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY;UNTIL=20260201T000000Z", "UNTIL", 40, 16)]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260105T190000 RRULE:FREQ=DAILY;UNTIL=20260132T000000Z", "UNTIL", 66, 16)]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260105T190000 RRULE:FREQ=DAILY;COUNT=2;UNTIL=20260131T000000Z", "UNTIL", 68, 22)]
    [InlineData("DTSTART:20260105T190000Z RRULE:FREQ=DAILY;UNTIL=20260131T000000", "UNTIL", 48, 15)]
    [InlineData("DTSTART:20260105T190000Z RRULE:FREQ=DAILY EXDATE:20260131T000000", "EXDATE", 49, 15)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY;BYDAY=1MO", "BYDAY", 34, 9)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=MONTHLY;BYDAY=MO,6TU", "BYDAY", 36, 12)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=MONTHLY;BYDAY=MO,XX", "BYDAY", 45, 2)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY", 35, 12)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=YEARLY;BYMONTH=0", "BYMONTH", 43, 1)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=YEARLY;BYSETPOS=1", "BYSETPOS", 35, 10)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=YEARLY;X-FOO=1", "RRULE", 35, 7)]
    [InlineData("DTSTART:99980105 RRULE:FREQ=YEARLY;COUNT=3", "COUNT", 23, 19)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY EXDATE:20260132", "EXDATE", 41, 8)]
    [InlineData("DTSTART;VALUE=DATE:-20260105 RRULE:FREQ=MONTHLY;COUNT=3", "DTSTART", 19, 9)]
    [InlineData("DTSTART:00000105 RRULE:FREQ=YEARLY", "DTSTART", 8, 8)]
    [InlineData("DTSTART:20260105 RRULE:FREQ=DAILY EXDATE:-20260101", "EXDATE", 41, 9)]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260105T190000 RRULE:FREQ=DAILY EXDATE;TZID=America/New_York:20260106T190000", "EXDATE", 72, 16)]
    [InlineData("EXDATE;TZID=Europe/Berlin:20260106T190000 DTSTART:20260105T190000 RRULE:FREQ=DAILY", "EXDATE", 12, 13)]
    public void An_error_names_the_place(string text, string? field, int offset, int length)
    {
        var error = RecurrenceSchedule.TryParse(text).Error.ShouldNotBeNull();

        (error.Field, error.Offset, error.Length).ShouldBe((field, offset, length), error.Message);
    }

    [Theory]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260105T190000 RRULE:FREQ=DAILY", "Europe/Berlin", true)]
    [InlineData("DTSTART;TZID=Asia/Calcutta:20260105T190000 RRULE:FREQ=DAILY", "Asia/Kolkata", true)]
    [InlineData("DTSTART;TZID=Head_Office:20260105T190000 RRULE:FREQ=DAILY", "Europe/Berlin", true)]
    [InlineData("DTSTART:20260105T190000 RRULE:FREQ=DAILY", "Europe/Berlin", true)]
    [InlineData("DTSTART:20260105T190000Z RRULE:FREQ=DAILY", "Etc/UTC", true)]
    [InlineData("DTSTART:20260105T190000Z RRULE:FREQ=DAILY", "Europe/Berlin", false)]
    [InlineData("DTSTART;TZID=Europe/Berlin:20260105T190000 RRULE:FREQ=DAILY", "America/New_York", false)]
    public void A_recurrence_goes_only_with_the_zone_that_it_names(string text, string zone, bool goes)
    {
        var schedule = RecurrenceSchedule.Parse(text);
        LocalSchedule[] all = [schedule, new UnionSchedule(schedule, schedule), new ExceptSchedule(schedule, [new(2026, 1, 6)]), ScheduleText.Parse($"rrule {text}").Local!];
        foreach (var one in all)
        {
            if (goes)
            {
                one.In(Zones.Get(zone)).Zone.Id.ShouldBe(zone);
            }
            else
            {
                Should.Throw<ArgumentException>(() => one.In(Zones.Get(zone))).Message.ShouldContain(zone);
            }
        }
    }

    [Theory]
    [InlineData("FREQ=YEARLY;COUNT=100000;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=", "2299")]
    [InlineData("FREQ=MONTHLY;COUNT=5;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=", "2026")]
    public void A_count_that_ends_within_a_picked_period_ends_there(string rule, string year)
    {
        var schedule = RecurrenceSchedule.Parse($"DTSTART:20260105T190000 RRULE:{rule}{string.Join(',', Enumerable.Range(1, 366))}");

        var last = schedule.PreviousLocal(new(9999, 12, 31, 0, 0), inclusive: true)!.Value;
        last.ShouldBe(new LocalDateTime(2026, 1, 5, 19, 0).PlusDays((year == "2026" ? 5 : 100_000) - 1));
        TextFormat.Format(last).ShouldStartWith(year);
    }

    private static IEnumerable<string> Dates(RecurrenceSchedule schedule) =>
        Walk(schedule.NextLocal(LocalDate.MinIsoValue.AtMidnight(), inclusive: false), at => schedule.NextLocal(at, inclusive: false));

    private static IEnumerable<string> Back(RecurrenceSchedule schedule) =>
        Walk(schedule.PreviousLocal(LocalDate.MaxIsoValue.AtMidnight(), inclusive: false), at => schedule.PreviousLocal(at, inclusive: false));

    private static IEnumerable<string> Walk(LocalDateTime? first, Func<LocalDateTime, LocalDateTime?> step)
    {
        for (var at = first; at is { } local; at = step(local))
        {
            yield return TextFormat.Format(local)[..10].Replace("-", "", StringComparison.Ordinal);
        }
    }
}
