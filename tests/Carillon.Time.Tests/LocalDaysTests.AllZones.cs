using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class LocalDaysTests
{
    [Fact]
    public void In_every_zone_the_dates_around_every_transition_are_those_that_its_clocks_show()
    {
        var transitions = 0;
        var wrong = new List<string>();
        foreach (var zone in Zones.All.Select(Zones.Get))
        {
            foreach (var transition in Transitions(zone, Modern))
            {
                transitions++;
                if (!IsRight(new Interval(transition - Duration.FromHours(40), transition + Duration.FromHours(40)), zone))
                {
                    wrong.Add($"{zone} {transition}");
                }
            }
        }

        wrong.ShouldBeEmpty();
        transitions.ShouldBeGreaterThan(15_000);
    }

    private static bool IsRight(Interval interval, DateTimeZone zone)
    {
        var end = interval.Start;
        foreach (var segment in LocalDays.Split(interval, zone))
        {
            if (segment.Interval.Start != end || !Shown(segment.Interval, zone).All(date => date == segment.Date))
            {
                return false;
            }

            end = segment.Interval.End;
        }

        return end == interval.End;
    }

    /// <summary>The dates at both ends of every stretch of constant offset: within one the clocks only go forward, so equal ends mean one date.</summary>
    private static IEnumerable<LocalDate> Shown(Interval interval, DateTimeZone zone) => zone.GetZoneIntervals(interval)
        .Select(rules => (
            Start: rules.HasStart ? Instant.Max(rules.Start, interval.Start) : interval.Start,
            Last: (rules.HasEnd ? Instant.Min(rules.End, interval.End) : interval.End) - Duration.Epsilon))
        .SelectMany(piece => new[] { piece.Start.InZone(zone).Date, piece.Last.InZone(zone).Date });
}
