using Carillon.Time;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;
using Interval = NodaTime.Interval;

namespace Carillon.Sessions.Tests.Domain;

public sealed class StudentTotalsTests
{
    private static readonly LocalDate Day = new(2026, 3, 2);

    [Fact]
    public void Overlapping_devices_count_once_and_the_latest_start_gets_the_shared_time()
    {
        var totals = StudentTotals.Of(
            [Credit("a", "maths", 0, 60, contest: "olympiad"), Credit("b", "physics", 40, 90)]);

        totals[new(TotalKind.Day, Day, "")].ShouldBe(Duration.FromMinutes(90));
        totals[new(TotalKind.DaySubject, Day, "maths")].ShouldBe(Duration.FromMinutes(40));
        totals[new(TotalKind.DaySubject, Day, "physics")].ShouldBe(Duration.FromMinutes(50));
        totals[new(TotalKind.History, null, "maths")].ShouldBe(Duration.FromMinutes(40));
        totals[new(TotalKind.Contest, null, "olympiad")].ShouldBe(Duration.FromMinutes(40));
    }

    [Fact]
    public void Each_gives_the_shared_time_to_every_subject()
    {
        var totals = StudentTotals.Of([Credit("a", "maths", 0, 60, attribution: SubjectAttribution.Each), Credit("b", "physics", 40, 90)]);

        totals[new(TotalKind.Day, Day, "")].ShouldBe(Duration.FromMinutes(90));
        totals[new(TotalKind.DaySubject, Day, "maths")].ShouldBe(Duration.FromMinutes(60));
        totals[new(TotalKind.DaySubject, Day, "physics")].ShouldBe(Duration.FromMinutes(50));
    }

    [Fact]
    public void A_night_of_study_is_split_at_the_students_midnight()
    {
        var story = new Story(zone: "Asia/Ho_Chi_Minh");
        story.Start("s", 535);
        story.Beats("s", 540, 545);
        var totals = StudentTotals.Of(SessionCredit.Of(story.State("s"), story.Fold("s", 545)));

        totals[new(TotalKind.Day, Day, "")].ShouldBe(Duration.FromMinutes(5));
        totals[new(TotalKind.Day, Day.PlusDays(1), "")].ShouldBe(Duration.FromMinutes(5));
    }

    [Fact]
    public void A4_The_days_of_a_span_add_up_to_it_in_every_zone() => Law.Holds(
        Prop.ForAll(Gen.Elements(Histories.OddZones).ToArbitrary(), Gen.Choose(0, 9_000).ToArbitrary(), Gen.Choose(1, 5_000).ToArbitrary(), (zone, hour, minutes) =>
        {
            var from = Instant.FromUtc(2011, 1, 1, 0, 0) + Duration.FromHours(hour);
            var span = new Interval(from, from + Duration.FromMinutes(minutes));
            var credit = new SessionCredit("s", from, "maths", null, Story.Zones[zone], SubjectAttribution.LatestStartWins, IntervalSet.Of(span));
            var days = StudentTotals.Of([credit]).Where(total => total.Key.Kind == TotalKind.Day).ToList();

            days.Aggregate(Duration.Zero, (sum, day) => sum + day.Value).ShouldBe(span.Duration);
            days.ShouldAllBe(day => day.Value <= LocalDays.Of(day.Key.Date!.Value, Story.Zones[zone]).TotalDuration);
        }),
        cases: 600);

    [Fact]
    public void A5_Subjects_by_attribution_add_up_to_the_day_and_the_day_is_no_longer_than_it_lasts() => Law.Holds(
        Prop.ForAll(Sessions().ToArbitrary(), credits =>
        {
            var totals = StudentTotals.Of(credits);
            foreach (var day in totals.Where(total => total.Key.Kind == TotalKind.Day))
            {
                var subjects = totals.Where(total => total.Key.Kind == TotalKind.DaySubject && total.Key.Date == day.Key.Date);
                subjects.Aggregate(Duration.Zero, (sum, subject) => sum + subject.Value).ShouldBe(day.Value);
                day.Value.ShouldBeLessThanOrEqualTo(LocalDays.Of(day.Key.Date!.Value, credits[0].Zone).TotalDuration);
            }

            totals.ShouldAllBe(total => total.Value > Duration.Zero);
        }),
        cases: 300);

    [Fact]
    public void A11_Another_policy_changes_only_the_days_on_which_its_study_time_differs() => Law.Holds(
        Prop.ForAll(Histories.BeatSeconds.ToArbitrary(), Gen.Elements(5, 10, 15).ToArbitrary(), (beats, minutes) =>
        {
            var story = new Story(zone: "Pacific/Apia");
            story.Start("s", 0);
            Array.ForEach(beats, second => story.Beat("s", second / 60.0));
            var policy = SessionPolicy.Default with { Version = 2, IdleTimeout = Duration.FromMinutes(minutes) };
            var now = Histories.Seconds(beats[^1]) + Duration.FromDays(1);
            var comparison = PolicyComparison.Of([story.State("s")], policy, now);

            var (before, after) = (SessionFold.Of(story.State("s"), now), SessionFold.Of(story.State("s") with { Policy = policy }, now));
            var moved = before.Spans.Subtract(after.Spans).Union(after.Spans.Subtract(before.Spans))
                .SelectMany(span => LocalDays.Split(span, Story.Zones["Pacific/Apia"])).Select(segment => segment.Date).Distinct();
            comparison.Differences.Where(difference => difference.Key.Kind == TotalKind.Day).Select(difference => difference.Key.Date!.Value)
                .ShouldBe(moved.Order());
        }),
        cases: 150);

    private static SessionCredit Credit(string id, string subject, double from, double to, string? contest = null, SubjectAttribution attribution = SubjectAttribution.LatestStartWins) => new(
        id, Story.At(from), subject, contest, Story.Zones["Etc/UTC"], attribution, IntervalSet.Of(new Interval(Story.At(from), Story.At(to))));

    private static Gen<SessionCredit[]> Sessions() =>
        from zone in Gen.Elements(Histories.OddZones)
        from sessions in (
            from start in Gen.Choose(0, 4_000)
            from length in Gen.Choose(1, 900)
            from gap in Gen.Choose(1, 300)
            from subject in Gen.Elements("maths", "physics", "art")
            select (start, length, gap, subject)).NonEmptyListOf()
        select sessions.Select((s, i) => new SessionCredit($"s{i}", Story.At(s.start), s.subject, null, Story.Zones[zone], SubjectAttribution.LatestStartWins, IntervalSet.Of(
            new Interval(Story.At(s.start), Story.At(s.start + s.length)),
            new Interval(Story.At(s.start + s.length + s.gap), Story.At(s.start + (2 * s.length) + s.gap))))).ToArray();
}
