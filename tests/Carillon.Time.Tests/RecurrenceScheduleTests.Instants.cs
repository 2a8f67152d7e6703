using Carillon.Time.Tests.Zoned;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class RecurrenceScheduleTests
{
    private const string NewYork = "DTSTART;TZID=America/New_York:";

    [Theory]
    [InlineData("20260105T190000 RRULE:FREQ=DAILY;UNTIL=20260108T000000Z", "20260107 19:00")]
    [InlineData("20260105T190000 RRULE:FREQ=DAILY;UNTIL=20260108T000001Z", "20260107 19:00")]
    [InlineData("20260105T190000 RRULE:FREQ=DAILY;UNTIL=20260107T235959Z", "20260106 19:00")]
    [InlineData("20260305T023000 RRULE:FREQ=DAILY;UNTIL=20260308T073000Z", "20260308 03:30")] // 02:30 is skipped and happens at 03:30
    [InlineData("20260305T023000 RRULE:FREQ=DAILY;UNTIL=20260308T072959Z", "20260307 02:30")]
    [InlineData("20260305T030000 RRULE:FREQ=DAILY;UNTIL=20260308T070000Z", "20260308 03:00")]
    [InlineData("20261030T013000 RRULE:FREQ=DAILY;UNTIL=20261101T053000Z", "20261101 01:30")] // the first of two
    [InlineData("20261030T013000 RRULE:FREQ=DAILY;UNTIL=20261101T052959Z", "20261031 01:30")]
    [InlineData("20261030T013000 RRULE:FREQ=DAILY;UNTIL=20261101T063000Z", "20261101 01:30")]
    [InlineData("20261030T020000 RRULE:FREQ=DAILY;UNTIL=20261101T063000Z", "20261031 02:00")]
    [InlineData("20260105T190000 RRULE:FREQ=DAILY;UNTIL=20251231T000000Z", null)]
    public void An_end_in_UTC_is_the_last_instant_of_an_occurrence(string text, string? last)
    {
        var schedule = ScheduleText.Parse($"rrule {NewYork}{text}");
        var zone = Zones.Get("America/New_York");

        var found = schedule.In(zone).Previous(Instant.MaxValue);
        found?.Instant.InZone(zone).LocalDateTime.ToString("uuuuMMdd HH:mm", null).ShouldBe(last);
        (found is null).ShouldBe(last is null);
        schedule.ToString().ShouldBe($"rrule {NewYork}{text}");
    }

    [Theory]
    [InlineData("20261101T053000Z", RepeatedTimePolicy.Both, 1)]
    [InlineData("20261101T062959Z", RepeatedTimePolicy.Both, 1)]
    [InlineData("20261101T063000Z", RepeatedTimePolicy.Both, 2)]
    [InlineData("20261101T052959Z", RepeatedTimePolicy.Both, 0)]
    [InlineData("20261101T062959Z", RepeatedTimePolicy.Last, 0)]
    [InlineData("20261101T063000Z", RepeatedTimePolicy.Last, 1)]
    public void An_end_in_UTC_may_lie_between_two_showings(string until, RepeatedTimePolicy repeated, int expected)
    {
        var schedule = RecurrenceSchedule.Parse($"{NewYork}20261031T013000 RRULE:FREQ=DAILY;UNTIL={until}").In(Zones.Get("America/New_York"), new(SkippedTimePolicy.Skip, repeated));

        var from = Instant.FromUtc(2026, 11, 1, 0, 0);
        schedule.Count(new NodaTime.Interval(from, null)).ShouldBe(expected);
        Onwards(schedule, new(from, Instant.MaxValue)).Count().ShouldBe(expected);
    }

    [Fact]
    public void An_end_in_UTC_keeps_what_happens_until_then_and_nothing_else() => Law.Holds(
        Prop.ForAll(AnyRuleAtATransition(), place => Policies.Quiet.Append(DstPolicy.FromResolver(Resolvers.LenientResolver)).All(policy =>
        {
            var window = place.Transition.Around(Duration.FromDays(6));
            var all = RecurrenceSchedule.Parse(place.Text("")).In(place.Transition.Zone, policy).Range(window).ToList();
            return all.Select(o => o.Instant).Append(place.Transition.Instant).SelectMany(at => new[] { -1, 0, 1, 1_800 }.Select(s => at + Duration.FromSeconds(s))).All(until =>
            {
                var bounded = RecurrenceSchedule.Parse(place.Text($";UNTIL={Utc(until)}")).In(place.Transition.Zone, policy);
                var expected = all.Where(o => o.Instant <= until).ToList();
                return bounded.Range(window).SequenceEqual(expected) && Onwards(bounded, window).SequenceEqual(expected) && Backwards(bounded, window).SequenceEqual(Enumerable.Reverse(expected))
                    && bounded.Count(window) == expected.Count;
            });
        })),
        cases: 40);

    [Fact]
    public void An_exception_in_UTC_takes_away_the_occurrence_of_that_instant_and_nothing_else() => Law.Holds(
        Prop.ForAll(AnyRuleAtATransition(), place => Policies.Quiet.All(policy =>
        {
            var window = place.Transition.Around(Duration.FromDays(6));
            var all = RecurrenceSchedule.Parse(place.Text("")).In(place.Transition.Zone, policy).Range(window).ToList();
            return all.All(taken =>
            {
                Instant[] instants = [taken.Instant, taken.Instant + Duration.FromSeconds(1)];
                var rest = RecurrenceSchedule.Parse($"{place.Text("")} EXDATE:{string.Join(',', instants.Select(Utc))}").In(place.Transition.Zone, policy);

                // Both showings of a time go together; times that a gap puts to one instant go together too.
                var gone = all.Where(o => instants.Contains(o.Instant)).Select(o => o.Scheduled).ToList();
                return rest.Range(window).Select(o => o.Identity).SequenceEqual(all.Where(o => !gone.Contains(o.Scheduled)).Select(o => o.Identity));
            });
        })),
        cases: 40);

    [Fact]
    public void A_part_ends_at_its_own_instant_and_the_others_go_on()
    {
        const string Ends = "rrule DTSTART;TZID=Europe/Berlin:20261024T023000 RRULE:FREQ=DAILY;UNTIL=20261025T003000Z";
        var berlin = Zones.Get("Europe/Berlin");

        Runs($"{Ends} and weekly Mon 09:00").ShouldBe(["24 02:30", "25 02:30", "26 09:00", "02 09:00"]);
        Runs($"weekly Mon 09:00 and {Ends}").ShouldBe(["24 02:30", "25 02:30", "26 09:00", "02 09:00"]);
        Runs($"weekly Sat,Sun,Mon 02:30 except {Ends}").ShouldBe(["26 02:30", "31 02:30", "01 02:30", "02 02:30"]);
        Runs($"{Ends} except 2026-10-24").ShouldBe(["25 02:30"]);
        Runs($"{Ends} and {Ends.Replace("003000Z", "002959Z", StringComparison.Ordinal)}").ShouldBe(["24 02:30", "25 02:30"]);

        string[] Runs(string text) =>
        [
            .. ScheduleText.Parse(text).In(berlin).Range(new NodaTime.Interval(Instant.FromUtc(2026, 10, 23, 0, 0), Instant.FromUtc(2026, 11, 3, 0, 0)))
                .Select(o => o.Instant.InZone(berlin).LocalDateTime.ToString("dd HH:mm", null)),
        ];
    }

    [Fact]
    public void After_a_missing_date_the_days_may_come_in_the_other_order()
    {
        // Kwajalein had no 21 August 1993: its midnight waits a second for that of the 22nd.
        var schedule = RecurrenceSchedule.Parse("DTSTART:19930818T000000 RRULE:FREQ=DAILY;UNTIL=19930821T120001Z").In(Zones.Get("Pacific/Kwajalein"), DstPolicy.Vixie);

        schedule.Range(new NodaTime.Interval(Instant.FromUtc(1993, 8, 21, 0, 0), null)).Select(o => o.Scheduled.Day).ShouldBe([22, 21]);
    }

    [Fact]
    public void Counted_excluded_and_ended_together()
    {
        var berlin = Zones.Get("Europe/Berlin");
        const string Text = "DTSTART;TZID=Europe/Berlin:20260105T190000 RRULE:FREQ=DAILY;COUNT=4 EXDATE;TZID=Europe/Berlin:20260105T190000 EXDATE:20260107T180000Z";
        var schedule = RecurrenceSchedule.Parse(Text);

        schedule.ToString().ShouldBe(Text);
        schedule.Excluded.ShouldBe([new LocalDateTime(2026, 1, 5, 19, 0)]);
        schedule.ExcludedInstants.ShouldBe([Instant.FromUtc(2026, 1, 7, 18, 0)]);
        schedule.In(berlin).Range(new NodaTime.Interval(null, null)).Select(o => o.Scheduled.Day).ShouldBe([6, 8]);
        RecurrenceSchedule.Parse(Text.Replace("COUNT=4", "UNTIL=20260108T175959Z", StringComparison.Ordinal)).In(berlin)
            .Range(new NodaTime.Interval(null, null)).Select(o => o.Scheduled.Day).ShouldBe([6]);
    }

    [Fact]
    public void Without_a_zone_the_local_times_go_on_for_three_days_after_an_end_in_UTC()
    {
        var schedule = RecurrenceSchedule.Parse($"{NewYork}20260105T190000 RRULE:FREQ=DAILY;UNTIL=20260108T000000Z");

        Dates(schedule).ShouldBe(["20260105", "20260106", "20260107", "20260108", "20260109", "20260110", "20260111"]);
        Back(schedule).ShouldBe(Enumerable.Reverse(Dates(schedule)));
    }

    [Fact]
    public void A_search_throws_where_it_is_told_to_and_an_end_in_UTC_does_not()
    {
        var schedule = RecurrenceSchedule.Parse($"{NewYork}20260305T023000 RRULE:FREQ=DAILY;UNTIL=20260309T063000Z EXDATE:20260309T063000Z")
            .In(Zones.Get("America/New_York"), new(SkippedTimePolicy.Throw, RepeatedTimePolicy.Throw));

        schedule.Next(Instant.FromUtc(2026, 3, 5, 12, 0))!.Value.Scheduled.Day.ShouldBe(6);
        Should.Throw<SkippedTimeException>(() => schedule.Next(Instant.FromUtc(2026, 3, 7, 12, 0)));
    }

    [Fact]
    public void A_start_in_UTC_ends_on_its_own_clocks_and_for_ever_is_the_end_of_the_calendar()
    {
        RecurrenceSchedule.Parse("DTSTART:20260105T190000Z RRULE:FREQ=DAILY;UNTIL=20260107T190000Z").ZoneId.ShouldBe("UTC");
        Dates(RecurrenceSchedule.Parse("DTSTART:20260105T190000Z RRULE:FREQ=DAILY;UNTIL=20260107T185959Z")).ShouldBe(["20260105", "20260106"]);
        foreach (var zone in new[] { "Asia/Tokyo", "America/New_York" })
        {
            RecurrenceSchedule.Parse($"DTSTART;TZID={zone}:20260105T190000 RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z").In(Zones.Get(zone))
                .Previous(Instant.MaxValue)!.Value.Scheduled.ShouldBe(new LocalDateTime(9999, 1, 5, 19, 0));
        }
    }

    [Theory]
    [InlineData("en", "Every day at 19:00 from 5 January 2026 until 8 January 2026 00:00 UTC, except 7 January 2026 00:00 UTC")]
    [InlineData("fr", "Tous les jours à 19 h à partir du 5 janvier 2026 jusqu’au 8 janvier 2026 0 h UTC, sauf 7 janvier 2026 0 h UTC")]
    [InlineData("vi", "Mỗi ngày lúc 19:00 kể từ ngày 5 tháng 1 năm 2026 cho đến ngày 8 tháng 1 năm 2026 00:00 UTC, trừ ngày 7 tháng 1 năm 2026 00:00 UTC")]
    public void Words_say_what_is_in_UTC(string language, string expected) =>
        RecurrenceSchedule.Parse($"{NewYork}20260105T190000 RRULE:FREQ=DAILY;UNTIL=20260108T000000Z EXDATE:20260107T000000Z")
            .Describe(System.Globalization.CultureInfo.GetCultureInfo(language)).ShouldBe(expected);

    private static string Utc(Instant instant) => InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'").Format(instant);

    private static IEnumerable<Occurrence> Onwards(ZonedSchedule schedule, NodaTime.Interval window)
    {
        for (var at = schedule.Next(window.Start - Duration.Epsilon); at is { } found && found.Instant < window.End; at = schedule.Next(found.Instant))
        {
            yield return found;
        }
    }

    private static IEnumerable<Occurrence> Backwards(ZonedSchedule schedule, NodaTime.Interval window)
    {
        for (var at = schedule.Previous(window.End); at is { } found && found.Instant >= window.Start; at = schedule.Previous(found.Instant))
        {
            yield return found;
        }
    }

    /// <summary>A daily or weekly rule at about the time of day at which the clocks of a zone change.</summary>
    private static Arbitrary<RuleAtATransition> AnyRuleAtATransition() => Arb.From(
        from id in Gen.OneOf(Gen.Elements(Zones.Odd), Gen.Elements(Zones.All))
        from transition in Gen.Elements(Transition.Of([id]).DefaultIfEmpty(new(Zones.Get(id), Instant.FromUtc(2000, 1, 1, 0, 0))))
        from minutes in Gen.OneOf(Gen.Choose(-3, 3).Select(n => n * 30), Gen.Choose(-100, 100), Gen.Choose(-1_440, 1_440))
        from frequency in Gen.Elements("DAILY", "WEEKLY;BYDAY=SU,MO", "DAILY;INTERVAL=2")
        let start = (transition.Instant + Duration.FromMinutes(minutes)).InZone(transition.Zone).LocalDateTime.PlusDays(-4)
        select new RuleAtATransition(transition, $"DTSTART:{start.ToString("uuuuMMdd'T'HHmmss", null)} RRULE:FREQ={frequency}"));

    private sealed record RuleAtATransition(Transition Transition, string Rule)
    {
        public string Text(string end) => Rule + end;

        public override string ToString() => $"{Rule} {Transition}";
    }
}
