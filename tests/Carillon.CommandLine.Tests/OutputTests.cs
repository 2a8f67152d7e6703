using System.Text.Json;
using Carillon.Operations;
using Carillon.Tenancy;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.CommandLine.Tests;

public sealed class OutputTests
{
    private const string Hostile = "[red]x[/] [[ \u001b[31mred\u001b[0m \u009b2J \u202Eevil\u202C \u2028 \r\n Total: 0";

    private static readonly Report Sample = new(
        TenantId.Parse("hocmai"),
        3,
        Duration.FromMinutes(90),
        Instant.FromUtc(2025, 3, 30, 1, 0),
        null,
        [new Day(new LocalDate(2025, 3, 30), 5400, true), new Day(new LocalDate(2025, 3, 31), 60, false)]);

    [Fact]
    public async Task Json_is_one_document_and_nothing_else()
    {
        var cli = Cli.Answering(context =>
        {
            context.Progress.Report(new OperationProgress("Processing tenant: hocmai"));
            return Sample;
        });

        (await cli.RunAsync("things", "do", "--json")).ShouldBe(0);

        using var document = JsonDocument.Parse(cli.Output);
        document.RootElement.ToString().ReplaceLineEndings("\n").ShouldBe("""
            {
              "tenant": "hocmai",
              "sessionsEnded": 3,
              "longest": "PT1H30M",
              "asOf": "2025-03-30T01:00:00Z",
              "note": null,
              "days": [
                {
                  "date": "2025-03-30",
                  "seconds": 5400,
                  "isComplete": true
                },
                {
                  "date": "2025-03-31",
                  "seconds": 60,
                  "isComplete": false
                }
              ]
            }
            """.ReplaceLineEndings("\n"));
        cli.Error.Trim().ShouldBe("Processing tenant: hocmai");
    }

    [Fact]
    public async Task People_see_scalars_and_a_table_per_list()
    {
        var cli = Cli.Answering(_ => Sample);
        await cli.RunAsync("things", "do");
        cli.Output.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()).ShouldBe(
        [
            "╭────────────────┬──────────────────────╮",
            "│ Tenant         │ hocmai               │",
            "│ Sessions ended │ 3                    │",
            "│ Longest        │ PT1H30M              │",
            "│ As of          │ 2025-03-30T01:00:00Z │",
            "│ Note           │                      │",
            "╰────────────────┴──────────────────────╯",
            "Days",
            "╭────────────┬─────────┬─────────────╮",
            "│ Date       │ Seconds │ Is complete │",
            "├────────────┼─────────┼─────────────┤",
            "│ 2025-03-30 │    5400 │ yes         │",
            "│ 2025-03-31 │      60 │ no          │",
            "╰────────────┴─────────┴─────────────╯",
            "",
        ]);
    }

    [Fact]
    public async Task Progress_comes_before_the_result_and_problems_go_to_standard_error()
    {
        var cli = Cli.Answering(context =>
        {
            context.Progress.Report(new OperationProgress("Processing tenant: hocmai"));
            context.Progress.Report(new OperationProgress("  ✓ Tenant hocmai: 3 sessions ended"));
            context.Progress.Report(new OperationProgress("  ✗ Tenant icc failed: no", IsProblem: true));
            return new { Total = 3 };
        });
        await cli.RunAsync("things", "do");
        cli.Output.ReplaceLineEndings("\n").ShouldStartWith("Processing tenant: hocmai\n  ✓ Tenant hocmai: 3 sessions ended\n╭");
        cli.Error.ReplaceLineEndings("\n").ShouldBe("  ✗ Tenant icc failed: no\n");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Hostile_text_moves_no_cursor_and_forges_no_line(bool interactive, bool json)
    {
        var cli = Cli.Answering(
            context =>
            {
                context.Progress.Report(new OperationProgress(Hostile));
                context.Progress.Report(new OperationProgress(Hostile, IsProblem: true));
                return new { Hostile, List = new[] { new { Name = Hostile } }, Map = new Dictionary<string, string> { [Hostile] = Hostile } };
            },
            interactive: interactive);

        (await cli.RunAsync(json ? ["things", "do", "--json"] : ["things", "do"])).ShouldBe(0);

        foreach (var written in new[] { cli.Output, cli.Error })
        {
            written.ReplaceLineEndings(string.Empty).Where(char.IsControl).ShouldBeEmpty();
            written.Split('\n').ShouldNotContain(l => l.TrimStart().StartsWith("Total", StringComparison.Ordinal));
            written.ShouldNotContain('\u202E');
            written.ShouldNotContain('\u2028');
            if (!json)
            {
                written.ShouldContain("[red]x[/] [[");
            }
        }
    }

    [Fact]
    public async Task Json_escapes_what_could_deceive_and_nothing_else()
    {
        const string Plain = "C++ & <b> 'quoted' ê 漢 🎓";
        const string Backslashes = "\\ud83c\\udf93 \\";
        const string Tag = "\U000E0041";
        var cli = Cli.Answering(_ => new { Plain, Hostile, Backslashes, Tag });
        await cli.RunAsync("things", "do", "--json");

        cli.Output.ShouldContain(Plain);
        cli.Output.ShouldNotContain(Tag);
        JsonDocument.Parse(cli.Output).RootElement.GetProperty("backslashes").GetString().ShouldBe(Backslashes);
        JsonDocument.Parse(cli.Output).RootElement.GetProperty("tag").GetString().ShouldBe(Tag);
        cli.Output.ShouldContain("\\u202Eevil\\u202C");
        JsonDocument.Parse(cli.Output).RootElement.GetProperty("hostile").GetString().ShouldBe(Hostile);
    }

    [Fact]
    public async Task Hostile_text_in_errors_is_shown_harmlessly()
    {
        var cli = Cli.Answering<object>(_ => throw new InvalidOperationException(Hostile));
        await cli.RunAsync("things", "do");
        cli.Error.TrimEnd().Where(char.IsControl).ShouldBeEmpty();

        var unknown = Cli.Answering(_ => 1);
        await unknown.RunAsync("things", Hostile);
        unknown.Error.Where(c => char.IsControl(c) && c is not ('\r' or '\n')).ShouldBeEmpty();
    }

    [Fact]
    public async Task Colours_are_written_only_where_they_are_wanted()
    {
        var plain = Cli.Answering(_ => Sample);
        await plain.RunAsync("things", "do");
        plain.Output.ShouldNotContain('\u001b');

        var colored = Cli.Answering(_ => Sample, interactive: true, colors: true);
        await colored.RunAsync("things", "do");
        colored.Output.ShouldContain("\u001b[1m");
    }

    [Fact]
    public async Task A_bar_is_drawn_only_for_people_and_is_gone_at_the_end()
    {
        static int Work(OperationContext context)
        {
            context.Progress.Report(new OperationProgress("half") { Fraction = 0.5 });
            return 1;
        }

        var watched = Cli.Answering(Work, interactive: true);
        await watched.RunAsync("things", "do");
        watched.Error.ShouldBe("[###############---------------]  50 %\r\u001b[2K");
        watched.Output.ShouldStartWith("half");

        var redirected = Cli.Answering(Work);
        await redirected.RunAsync("things", "do");
        redirected.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tables_are_never_wrapped_when_redirected_and_fit_the_terminal_otherwise()
    {
        var wide = new { Text = new string('x', 300) };
        var redirected = Cli.Answering(_ => wide);
        await redirected.RunAsync("things", "do");
        redirected.Output.ShouldContain(new string('x', 300));

        var terminal = Cli.Answering(_ => wide, interactive: true);
        await terminal.RunAsync("things", "do");
        terminal.Output.Split('\n').ShouldAllBe(l => l.TrimEnd().Length <= 80);
    }

    [Fact]
    public async Task Nothing_to_say_is_said_with_nothing()
    {
        var cli = Cli.Answering(_ => new Cli.Nothing());
        (await cli.RunAsync("things", "do")).ShouldBe(0);
        cli.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Inner_records_are_flattened_and_plain_lists_joined()
    {
        var cli = Cli.Answering(_ => new { Counts = new { Due = 2, OldestOverdue = Duration.FromSeconds(5) }, Tags = new[] { "a", "b" }, Rows = Array.Empty<Day>() });
        await cli.RunAsync("things", "do");
        cli.Output.ShouldContain("│ Counts due            │ 2    │");
        cli.Output.ShouldContain("│ Counts oldest overdue │ PT5S │");
        cli.Output.ShouldContain("│ Tags                  │ a, b │");
        cli.Output.ShouldContain("│ Rows                  │ none │");
    }

    [Fact]
    public async Task A_list_without_items_is_said_in_a_word()
    {
        var cli = Cli.Answering(_ => Array.Empty<Day>());
        await cli.RunAsync("things", "do");
        cli.Output.Trim().ShouldBe("none");
    }

    internal sealed record Day(LocalDate Date, long Seconds, bool IsComplete);

    internal sealed record Report(TenantId Tenant, int SessionsEnded, Duration Longest, Instant AsOf, string? Note, IReadOnlyList<Day> Days);
}
