using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.Vectors;

/// <summary>Every policy around transitions of 17 zones, as an independent program in another language found by looking at each minute.</summary>
public sealed class PolicyVectorTests
{
    [Fact]
    public void Ranges_around_transitions_equal_the_published_vectors()
    {
        var rows = VectorRow.All("oracle_policies.json").ToList();
        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
        {
            var schedule = Schedule(row);
            schedule.Range(new Interval(row.From, row.Instant("to"))).Select(o => o.Instant).ShouldBe(row.Expected, row.ToString());
        }
    }

    [Fact]
    public void Going_back_gives_the_same_occurrences_as_going_forward()
    {
        foreach (var row in VectorRow.All("oracle_policies.json"))
        {
            var schedule = Schedule(row);
            var back = new List<Instant>();
            for (var before = row.Instant("to"); schedule.Previous(before) is { } previous && previous.Instant >= row.From; before = previous.Instant)
            {
                back.Insert(0, previous.Instant);
            }

            back.ShouldBe(row.Expected, row.ToString());
        }
    }

    private static ZonedSchedule Schedule(VectorRow row) => CronExpression.Parse(row.Expression, CronDialect.Vixie).In(row.Zone, new(
        row.Text("gap_policy") switch
        {
            "gap-end" => SkippedTimePolicy.GapEnd,
            "shift-forward" => SkippedTimePolicy.ShiftForward,
            _ => SkippedTimePolicy.Skip,
        },
        row.Text("overlap_policy") switch
        {
            "last" => RepeatedTimePolicy.Last,
            "both" => RepeatedTimePolicy.Both,
            "interval-aware" => RepeatedTimePolicy.BothIfInterval,
            _ => RepeatedTimePolicy.First,
        })
    {
        // The vectors call any star, range or step an interval, whatever the dialect.
        Interval = CronExpression.Parse(row.Expression, CronDialect.Cronos).IsInterval,
    });
}
