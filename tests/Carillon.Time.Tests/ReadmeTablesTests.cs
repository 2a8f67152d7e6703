using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;
using QuartzCron = Quartz.CronExpression;

namespace Carillon.Time.Tests;

/// <summary>The tables of the README say what the code does, and what Quartz.NET does where it is the original.</summary>
public sealed class ReadmeTablesTests
{
    private const string Pattern = "any `*`, `-` or `/` in the time";
    private static readonly CronDialect[] Dialects = [CronDialect.Posix, CronDialect.Vixie, CronDialect.Quartz, CronDialect.Cronos, CronDialect.Spring];

    private static readonly Dictionary<string, Func<CronDialect, string>> Facts = new()
    {
        ["fields"] = dialect => string.Join(" or ", new[] { 5, 6, 7 }.Where(n => Reads(dialect, string.Join(' ', Enumerable.Repeat("*", n))))),
        ["first field"] = dialect => CronExpression.TryParse($"99 {string.Join(' ', Enumerable.Repeat("*", dialect == CronDialect.Quartz || dialect == CronDialect.Spring ? 5 : 4))}", dialect).Error!.Field!,
        ["Sunday"] = dialect => string.Join(" or ", Enumerable.Range(0, 8).Where(n => Reads(dialect, Day(dialect, "*", $"{n}")) && Parse(dialect, "*", $"{n}").Equals(Parse(dialect, "*", "SUN")))),
        ["`13 * 5`: day of month and day of week"] = dialect => EitherOrBoth(dialect, "13"),
        ["`*/2 * 5`"] = dialect => EitherOrBoth(dialect, "*/2"),
        ["`?` for a day"] = dialect => YesOrNo(dialect, "?", "*"),
        ["`L`, `15W`, `5#2`"] = dialect => YesOrNo(dialect, ("L", "*"), ("15W", "*"), ("*", "5#2"), ("*", "5L")),
        ["`L-2W`"] = dialect => YesOrNo(dialect, "L-2W", "*"),
        ["`LW-2`"] = dialect => YesOrNo(dialect, "LW-2", "*"),
        ["`31W` in a month of 30 days"] = dialect => !Reads(dialect, Day(dialect, "31W", "*")) ? "–"
            : Parse(dialect, "31W", "*").NextLocal(new(2026, 6, 1, 0, 0), true)!.Value.Month == 6 ? "its last weekday" : "no run",
        ["`1,15W`: special days in a list"] = dialect => Reads(dialect, Day(dialect, "15W", "*")) ? YesOrNo(dialect, "1,15W", "*") : "–",
        ["`FRI-SUN`"] = dialect => YesOrNo(dialect, "*", "FRI-SUN"),
        ["`22-2`"] = dialect => YesOrNo(dialect, Time(dialect, "0 22-2")),
        ["`0/15`"] = dialect => YesOrNo(dialect, Time(dialect, "0/15 *")),
        ["`*/90`"] = dialect => !Reads(dialect, Time(dialect, "*/90 *")) ? "no" : Parse(dialect, Time(dialect, "*/90 *")).Equals(Parse(dialect, Time(dialect, "0 *"))) ? "as `0`" : "yes",
        ["`H` with a seed"] = dialect => CronExpression.TryParse(Time(dialect, "H *"), dialect, 1).Success ? "yes" : "no",
        ["`@daily`"] = dialect => YesOrNo(dialect, "@daily"),
        ["`@every_minute`"] = dialect => YesOrNo(dialect, "@every_minute"),
        ["an interval, such as `*/20 1`"] = dialect => (Parse(dialect, Time(dialect, "*/20 1")).IsInterval, Parse(dialect, Time(dialect, "0-30 1")).IsInterval, Parse(dialect, Time(dialect, "0 *")).IsInterval, Parse(dialect, Time(dialect, "0,30 1")).IsInterval) switch
        {
            (true, false, true, false) => "minutes or hours begin with `*`",
            (true, true, true, false) => Pattern,
            _ => "?",
        },
        ["skipped time"] = dialect => dialect.Policy.Skipped switch
        {
            SkippedTimePolicy.GapEndEach => "gap end, each its own run",
            SkippedTimePolicy.GapEnd => "gap end, together",
            SkippedTimePolicy.Skip => "no run",
            _ => "?",
        },
        ["repeated time"] = dialect => dialect.Policy.Repeated switch
        {
            RepeatedTimePolicy.BothIfInterval => "first; both for intervals",
            RepeatedTimePolicy.Both => "both",
            _ => "?",
        },
    };

    [Fact]
    public void The_table_of_clock_changes_is_what_the_code_answers()
    {
        var rows = Readme.Table("What happens when the clocks change");
        rows.Count.ShouldBeGreaterThanOrEqualTo(10);
        foreach (var cells in rows)
        {
            var schedule = CronExpression.Parse(Readme.Code(cells[0]), CronDialect.Find(cells[1])!).In(Zones.Get(cells[2]));
            var first = schedule.Next(InstantPattern.General.Parse(cells[3]).Value)!.Value;

            $"{Show(first)}, {Show(schedule.Next(first.Instant)!.Value)}".ShouldBe(cells[4], string.Join('|', cells));
        }
    }

    [Fact]
    public void Each_cell_of_the_table_of_dialects_is_what_the_code_does()
    {
        var rows = Readme.Table("How the dialects differ").Where(cells => cells[0] != "as in").ToList();
        rows.Select(cells => cells[0]).ShouldBe(Facts.Keys);
        foreach (var cells in rows)
        {
            foreach (var (dialect, i) in Dialects.Select((dialect, i) => (dialect, i)))
            {
                var (cell, fact) = (cells[i + 1], Facts[cells[0]](dialect));

                // Numbers of fields and the like are told with words around them.
                var said = cells[0] is "fields" ? string.Join(" or ", cell.Split(' ', ',').Where(word => word is ['0' or (>= '1' and <= '9')])) : cells[0] is "first field" ? cell.Split(',')[0] : cell;
                said.ShouldBe(fact, $"{cells[0]} in {dialect}");
            }
        }
    }

    [Fact]
    public void The_table_of_differences_is_what_the_code_answers()
    {
        var rows = Readme.Table("Where the code differs from the originals");
        rows.Count.ShouldBeGreaterThanOrEqualTo(8);
        foreach (var cells in rows)
        {
            var dialect = cells[0].Contains("Quartz", StringComparison.Ordinal) ? CronDialect.Quartz : cells[0] == "Spring" ? CronDialect.Spring : CronDialect.Vixie;
            var result = CronExpression.TryParse(Readme.Code(cells[1]), dialect);
            var here = result.Success ? result.Value.In(Zones.Get(cells[2])).Next(After(cells))?.Instant.ToString() ?? "none" : "an error";

            cells[5].Split(':')[0].ShouldBe(here.Split(':')[0], string.Join('|', cells));
            (here.EndsWith('Z') ? cells[5] : here).ShouldBe(here, string.Join('|', cells));
        }
    }

    [Fact]
    public void Quartz_answers_as_the_table_of_differences_says()
    {
        var rows = Readme.Table("Where the code differs from the originals").Where(cells => cells[0] == "Quartz.NET" && cells[2] == "UTC").ToList();
        rows.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var cells in rows)
        {
            var theirs = new QuartzCron(Readme.Code(cells[1]), TimeZoneInfo.Utc).GetNextValidTimeAfter(After(cells).ToDateTimeOffset());

            cells[4].ShouldStartWith(Instant.FromDateTimeOffset(theirs!.Value).ToString(), customMessage: string.Join('|', cells));
        }
    }

    [Fact]
    public void Each_kind_of_text_in_the_table_is_read()
    {
        var rows = Readme.Table("Schedules as text");
        rows.Count.ShouldBe(7);
        foreach (var cells in rows.Take(6))
        {
            ScheduleText.Parse(Readme.Code(cells[0])).ToString().ShouldBe(Readme.Code(cells[0]).Replace("PT90M", "PT1H30M", StringComparison.Ordinal));
        }
    }

    private static Instant After(string[] cells) => InstantPattern.General.Parse(cells[3]).Value;

    private static string Show(Occurrence occurrence) => string.Create(
        CultureInfo.InvariantCulture, $"{occurrence.Instant.WithOffset(occurrence.Offset):uuuu-MM-dd'T'HH:mm:sso<g>} {occurrence.Kind}");

    private static string EitherOrBoth(CronDialect dialect, string ofMonth)
    {
        // The first Friday of January 2026 is the 2nd, the first 13th a Tuesday, and the first odd Friday the 9th.
        var friday = dialect == CronDialect.Quartz ? "6" : "5";
        return Parse(dialect, ofMonth, friday).NextLocal(new(2026, 1, 2, 0, 0), true)!.Value.Date == new LocalDate(2026, 1, 2) ? "either" : "both";
    }

    private static string YesOrNo(CronDialect dialect, string ofMonth, string ofWeek) => YesOrNo(dialect, (ofMonth, ofWeek));

    private static string YesOrNo(CronDialect dialect, params (string OfMonth, string OfWeek)[] days) => YesOrNo(dialect, [.. days.Select(day => Day(dialect, day.OfMonth, day.OfWeek))]);

    private static string YesOrNo(CronDialect dialect, params string[] texts) => texts.Count(text => Reads(dialect, text)) is var read && read == texts.Length ? "yes" : read == 0 ? "no" : "some";

    private static bool Reads(CronDialect dialect, string text) => CronExpression.TryParse(text, dialect).Success;

    private static CronExpression Parse(CronDialect dialect, string ofMonth, string ofWeek) => Parse(dialect, Day(dialect, ofMonth, ofWeek));

    private static CronExpression Parse(CronDialect dialect, string text) => CronExpression.Parse(text, dialect);

    private static string Day(CronDialect dialect, string ofMonth, string ofWeek) => $"{Seconds(dialect)}0 0 {ofMonth} * {ofWeek}";

    private static string Time(CronDialect dialect, string time) => $"{Seconds(dialect)}{time} * * *";

    private static string Seconds(CronDialect dialect) => dialect == CronDialect.Quartz || dialect == CronDialect.Spring ? "0 " : "";
}
