using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.Vectors;

/// <summary>Test cases of other libraries, each read in the dialect nearest to its own with the policy that it follows.</summary>
public sealed class OtherVectorTests
{
    private static readonly DstPolicy SkipAndBoth = new(SkippedTimePolicy.Skip, RepeatedTimePolicy.Both);

    [Fact]
    public void Robfig_cron()
    {
        var rows = VectorRow.All("robfig.json").Where(row => !row.Choices.Contains("robfig: */N", StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBe(45, "four depend on whether */N restricts a day, which no dialect here answers as robfig does with six fields");
        foreach (var row in rows)
        {
            // Six fields and question marks, which of our dialects only those with AND of days have; no remaining row sets both days.
            var schedule = CronExpression.Parse(row.Expression, CronDialect.Cronos).In(row.Zone, SkipAndBoth);
            if (row.Text("direction") == "match")
            {
                var at = row.Instant("at");
                (schedule.Next(at - Duration.Epsilon)?.Instant == at).ShouldBe(row.Flag("expected_match"), row.ToString());
                continue;
            }

            Check(schedule, row);
        }
    }

    [Fact]
    public void Cron_parser()
    {
        var rows = VectorRow.All("cron_parser.json").Where(row => !row.Choices.StartsWith("KNOWN WRONG", StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBe(8);
        foreach (var row in rows)
        {
            var skipped = row.Id == "cron-parser-apia" ? SkippedTimePolicy.Skip : SkippedTimePolicy.ShiftForward;
            Check(CronExpression.Parse(row.Expression, CronDialect.Cronos).In(row.Zone, new(skipped, RepeatedTimePolicy.First)), row);
        }
    }

    [Fact]
    public void Spring()
    {
        foreach (var row in VectorRow.All("spring.json"))
        {
            Check(CronExpression.Parse(row.Expression, CronDialect.Spring).In(row.Zone), row);
        }
    }

    [Fact]
    public void Quartz()
    {
        // Other triggers than cron have vectors too: calendar-interval and daily-time-interval are no schedules of ours.
        var rows = VectorRow.All("quartz_dst.json").Where(row => row.Text("dialect") == "quartz").ToList();
        rows.Count.ShouldBe(15);
        foreach (var row in rows)
        {
            var cron = CronExpression.Parse(row.Expression, CronDialect.Quartz);
            switch (row.Text("direction"))
            {
                case "classify":
                    cron.IsInterval.ShouldBe(row.Flag("is_interval"), row.ToString());
                    break;
                case "count":
                    // Exclusive at both ends, as the search it comes from.
                    cron.In(row.Zone).Count(new Interval(row.From + Duration.Epsilon, row.Instant("to"))).ShouldBe(row.Number("expected_count"), row.ToString());
                    break;
                default:
                    // The development version shifts what the clocks skip; the released one, our preset, waits for the end of the gap.
                    var isShifted = row.Choices.Contains("shifted forward", StringComparison.Ordinal);
                    Check(isShifted ? cron.In(row.Zone, DstPolicy.Quartz with { Skipped = SkippedTimePolicy.ShiftForward }) : cron.In(row.Zone), row);
                    break;
            }
        }
    }

    private static void Check(ZonedSchedule schedule, VectorRow row)
    {
        var at = row.After;
        foreach (var expected in row.Expected)
        {
            var found = row.Text("direction") == "prev" ? schedule.Previous(at) : schedule.Next(at);
            found!.Value.Instant.ShouldBe(expected, row.ToString());
            at = expected;
        }

        if (row.Expected.Count == 0)
        {
            schedule.Next(at).ShouldBeNull(row.ToString());
        }
    }
}
