using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class BusinessHoursTests
{
    [Fact]
    public void Open_minutes_and_deadlines_equal_the_published_vectors()
    {
        var rows = SharedVectors.Read("business_minutes.json");
        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
        {
            var id = row.GetProperty("id").GetString();
            var hours = new BusinessHours(Zones.Get(row.GetProperty("zone").GetString()!), Windows(row.GetProperty("windows")));
            var (from, to) = (Moment(row, "from"), Moment(row, "to"));

            hours.OpenDuration(new Interval(from, to)).ShouldBe(Duration.FromMinutes(row.GetProperty("expected_minutes").GetInt64()), id);
            hours.Deadline(from, Duration.FromMinutes(row.GetProperty("deadline_after_open_minutes").GetInt64()))
                .ShouldBe(Moment(row, "expected_deadline"), id);
        }
    }

    private static Instant Moment(JsonElement row, string name) => InstantPattern.General.Parse(row.GetProperty(name).GetString()!).Value;

    private static IEnumerable<OpenWindow> Windows(JsonElement week) =>
        from day in week.EnumerateObject()
        from window in day.Value.EnumerateArray()
        select new OpenWindow((IsoDayOfWeek)int.Parse(day.Name, CultureInfo.InvariantCulture), Time(window[0]), Time(window[1]));

    private static LocalTime Time(JsonElement time) =>
        time.GetString() is "24:00" ? LocalTime.Midnight : LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time.GetString()!).Value;
}
