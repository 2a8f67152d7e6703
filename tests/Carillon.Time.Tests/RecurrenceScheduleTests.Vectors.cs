using System.Text.Json;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class RecurrenceScheduleTests
{
    /// <summary>Parts and frequencies outside the subset: each must be refused with a message that says so.</summary>
    private static readonly string[] Unsupported = ["BYWEEKNO", "BYYEARDAY", "BYHOUR", "BYMINUTE", "BYSECOND", "HOURLY", "MINUTELY", "SECONDLY"];

    /// <summary>Rows that are refused though their source accepts them, with the reason.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["icalnet-425"] = "BYDAY=0MO: the grammar of RFC 5545 begins to count at 1",
    };

    [Fact]
    public void Dates_equal_the_published_vectors_of_the_subset_and_the_others_are_refused()
    {
        var (equal, refused) = (0, 0);
        foreach (var row in SharedVectors.Read("rrule_icalnet.json"))
        {
            var (id, rule) = (row.GetProperty("id").GetString()!, row.GetProperty("rrule").GetString()!);
            var result = RecurrenceSchedule.TryParse($"DTSTART:{row.GetProperty("dtstart").GetString()} RRULE:{rule}");
            if (row.GetProperty("error").ValueKind == JsonValueKind.String || Refused.ContainsKey(id) || Unsupported.Any(part => rule.Contains(part, StringComparison.Ordinal)))
            {
                result.Success.ShouldBeFalse($"{id} {rule}");
                refused++;
                continue;
            }

            result.Error.ShouldBeNull($"{id} {rule}");
            var expected = row.GetProperty("expected").EnumerateArray().Select(at => at.GetString()![..8]).ToList();
            Dates(result.Value).Take(expected.Count + 1).ShouldBe(expected, $"{id} {rule}");
            equal++;
        }

        equal.ShouldBeGreaterThan(10);
        refused.ShouldBeGreaterThan(0);
    }
}
