using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class LocalDaysTests
{
    [Fact]
    public void Splits_equal_the_published_vectors()
    {
        var rows = SharedVectors.Read("day_split.json").Where(row => Text(row, "direction") == "day-split").ToList();
        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
        {
            var expected = row.GetProperty("segments").EnumerateArray().Select(segment => new DaySegment(
                Date(segment, "date"), Interval(Text(segment, "start"), Text(segment, "end")))).ToList();
            var actual = LocalDays.Split(Interval(Text(row, "from"), Text(row, "to")), Zones.Get(Text(row, "zone"))).ToList();

            actual.ShouldBe(expected, Text(row, "id"));
            foreach (var sum in row.GetProperty("seconds_by_date").EnumerateObject())
            {
                actual.Where(segment => LocalDatePattern.Iso.Format(segment.Date) == sum.Name).Sum(segment => segment.Duration.TotalSeconds)
                    .ShouldBe(sum.Value.GetInt64(), Text(row, "id"));
            }
        }
    }

    [Fact]
    public void Lengths_of_days_equal_the_published_vectors()
    {
        var rows = SharedVectors.Read("day_split.json").Where(row => Text(row, "direction") == "day-length").ToList();
        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
        {
            foreach (var day in row.GetProperty("days").EnumerateArray())
            {
                var instants = LocalDays.Of(Date(day, "date"), Zones.Get(Text(row, "zone")));

                instants.TotalDuration.ShouldBe(Duration.FromMinutes(day.GetProperty("minutes").GetInt64()), Text(row, "id"));
                var first = day.GetProperty("first_instant");
                instants.Bounds?.Start.ShouldBe(InstantPattern.General.Parse(first.GetString()!).Value, Text(row, "id"));
                (instants.Count == 0).ShouldBe(first.ValueKind == JsonValueKind.Null, Text(row, "id"));
            }
        }
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static LocalDate Date(JsonElement row, string name) => LocalDatePattern.Iso.Parse(Text(row, name)).Value;
}
