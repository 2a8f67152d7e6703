using System.Globalization;
using Carillon.TestSupport;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed class ReadmeExamplesTests
{
    [Fact]
    public void The_table_of_clock_changes_is_what_the_code_answers()
    {
        var rows = File.ReadAllLines(Path.Combine(SharedFolder.Repository!, "src", "Carillon.Time", "README.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells is [_, _, _, _, [.., 'Z'], _, _]).ToList();
        rows.Count.ShouldBeGreaterThanOrEqualTo(10);
        foreach (var cells in rows)
        {
            var zone = Zones.Get(cells[3]);
            var schedule = CronExpression.Parse(cells[1].Trim('`'), CronDialect.Find(cells[2])!).In(zone);
            var first = schedule.Next(InstantPattern.General.Parse(cells[4]).Value)!.Value;

            $"{Show(first)}, {Show(schedule.Next(first.Instant)!.Value)}".ShouldBe(cells[5], string.Join('|', cells));
        }
    }

    private static string Show(Occurrence occurrence) => string.Create(
        CultureInfo.InvariantCulture, $"{occurrence.Instant.WithOffset(occurrence.Offset):uuuu-MM-dd'T'HH:mm:sso<g>} {occurrence.Kind}");
}
