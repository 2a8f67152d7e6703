using System.Text.Json;
using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.CommandLine.Tests;

/// <summary>The questions about schedules, each by its verb.</summary>
public sealed class ScheduleVerbTests
{
    private static readonly string[] Nightly = ["--cron", "30 2 * * *", "--dialect", "vixie", "--zone", "America/New_York"];

    [Theory]
    [InlineData("next", "2026-03-07T12:00:00Z", "2026-03-08T07:00:00Z movedToGapEnd, 2026-03-09T06:30:00Z regular")]
    [InlineData("previous", "2026-03-09T12:00:00Z", "2026-03-09T06:30:00Z regular, 2026-03-08T07:00:00Z movedToGapEnd")]
    public async Task Occurrences_come_in_the_order_of_the_verb(string verb, string from, string expected)
    {
        var answer = await JsonAsync(["schedule", verb, .. Nightly, "--from", from, "--count", "2"]);

        Show(answer.GetProperty("occurrences")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2026-03-09T06:30:00Z", "2026-03-10T06:30:00Z regular")]
    [InlineData("2026-03-09T06:30:00Z", "2026-03-09T06:30:00Z regular", "--inclusive")]
    [InlineData("2026-03-08T00:00:00Z", "2026-03-09T06:30:00Z regular", "--gap", "skip")]
    [InlineData("2026-03-08T00:00:00Z", "2026-03-08T07:30:00Z shiftedFromGap", "--gap", "shift-forward")]
    public async Task Options_say_what_counts(string from, string expected, params string[] options) =>
        Show((await JsonAsync(["schedule", "next", .. Nightly, "--from", from, .. options])).GetProperty("occurrences")).ShouldBe(expected);

    [Fact]
    public async Task An_occurrence_has_its_local_time_and_the_reason_of_its_instant()
    {
        var answer = await JsonAsync(["schedule", "next", .. Nightly, "--from", "2026-03-07T12:00:00Z"]);

        var occurrence = answer.GetProperty("occurrences")[0];
        occurrence.GetProperty("local").GetString().ShouldBe("2026-03-08T03:00:00");
        occurrence.GetProperty("offset").GetString().ShouldBe("-04");
        occurrence.GetProperty("scheduled").GetString().ShouldBe("2026-03-08T02:30:00");
        occurrence.GetProperty("note").GetString().ShouldBe(
            "The clocks never show 2026-03-08T02:30:00: at 2026-03-08T07:00:00Z the clocks go from 2026-03-08T02:00:00 (-05) to 2026-03-08T03:00:00 (-04). "
            + "By the policy GapEndEach it happens at 2026-03-08T03:00:00.");
    }

    [Fact]
    public async Task A_range_ends_before_its_end_and_both_passes_are_told_apart()
    {
        var answer = await JsonAsync(
            "schedule", "range", "--cron", "*/30 * * * *", "--dialect", "vixie", "--zone", "Europe/Dublin", "--from", "2026-10-25T00:00:00Z", "--to", "2026-10-25T02:00:00Z");

        Show(answer.GetProperty("occurrences")).ShouldBe("2026-10-25T00:30:00Z firstPass, 2026-10-25T01:00:00Z secondPass, 2026-10-25T01:30:00Z secondPass");
    }

    [Fact]
    public async Task Nothing_is_an_answer()
    {
        var cli = new Cli();
        (await cli.RunAsync("schedule", "next", "--cron", "0 0 30 2 *", "--dialect", "posix", "--zone", "UTC", "--from", "2026-01-01T00:00:00Z", "--json")).ShouldBe(0);

        JsonDocument.Parse(cli.Output).RootElement.GetProperty("occurrences").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_beginning_it_is_now()
    {
        var cli = new Cli { Services = s => s.AddSingleton<IClock>(new StoppedClock(Instant.FromUtc(2026, 6, 1, 12, 0))) };
        (await cli.RunAsync("schedule", "next", "--cron", "weekly Mon 19:00", "--zone", "Europe/Berlin", "--json")).ShouldBe(0, cli.Error);

        Show(JsonDocument.Parse(cli.Output).RootElement.GetProperty("occurrences")).ShouldBe("2026-06-01T17:00:00Z regular");
    }

    [Theory]
    [InlineData("2026-03-08T07:00:00Z", "The clocks never show 2026-03-08T02:30:00: at 2026-03-08T07:00:00Z the clocks go from ", "2026-03-08T07:00:00Z movedToGapEnd, 2026-03-09T06:30:00Z regular")]
    [InlineData("2026-03-09T06:30:00Z", "The clocks show 2026-03-09T02:30:00 once, at offset -04.", "2026-03-09T06:30:00Z regular, 2026-03-10T06:30:00Z regular")]
    [InlineData("2026-03-08T07:30:00Z", "There is no occurrence at 2026-03-08T07:30:00Z.", "2026-03-09T06:30:00Z regular, 2026-03-10T06:30:00Z regular")]
    public async Task An_explanation_says_why_and_what_comes(string from, string explanation, string coming)
    {
        var answer = await JsonAsync(["schedule", "explain", .. Nightly, "--from", from, "--count", "2"]);

        answer.GetProperty("explanation").GetString()!.ShouldStartWith(explanation);
        Show(answer.GetProperty("coming")).ShouldBe(coming);
    }

    [Fact]
    public async Task Elapsed_time_has_an_explanation_too()
    {
        var answer = await JsonAsync("schedule", "explain", "--cron", "every PT90M from 2026-01-01T00:00:00Z", "--zone", "Europe/Berlin", "--from", "2026-01-01T03:00:00Z");

        answer.GetProperty("explanation").GetString().ShouldBe("A tick of elapsed time.");
    }

    [Theory]
    [InlineData("en", "At 09:30 on Monday and Wednesday")]
    [InlineData("fr", "À 9 h 30 le lundi et le mercredi")]
    [InlineData("vi", "Lúc 09:30 vào thứ Hai và thứ Tư")]
    public async Task A_description_has_the_canonical_text_and_the_words(string language, string words)
    {
        var answer = await JsonAsync("schedule", "describe", "--cron", "30 9 * * MON,3", "--dialect", "vixie", "--language", language);

        answer.GetProperty("canonical").GetString().ShouldBe("30 9 * * 1,3");
        answer.GetProperty("description").GetString().ShouldBe(words);
        (await JsonAsync("schedule", "describe", "--cron", "WEEKLY monday 09:30"))
            .GetProperty("canonical").GetString().ShouldBe("weekly Mon 09:30");
    }

    [Fact]
    public async Task People_see_a_table()
    {
        var cli = new Cli();
        (await cli.RunAsync(["schedule", "next", .. Nightly, "--from", "2026-03-09T12:00:00Z"])).ShouldBe(0);

        cli.Output.ShouldContain("│ 2026-03-10T06:30:00Z │ 2026-03-10T02:30:00 │ -04    │ 2026-03-10T02:30:00 │ regular │");
        cli.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_split_shows_the_date_that_comes_back()
    {
        var answer = await JsonAsync("schedule", "split", "--zone", "America/St_Johns", "--from", "2010-11-07T02:30:00Z", "--to", "2010-11-07T03:32:00Z");

        answer.GetProperty("segments").EnumerateArray().Select(s => $"{s.GetProperty("date")} {s.GetProperty("start")} {s.GetProperty("seconds")}").ShouldBe(
            ["2010-11-07 2010-11-07T02:30:00Z 60", "2010-11-06 2010-11-07T02:31:00Z 3540", "2010-11-07 2010-11-07T03:30:00Z 120"]);
    }

    [Theory]
    [InlineData("--to", "2026-06-09T00:00:00Z", "540", null)]
    [InlineData("--minutes", "90", "90", "2026-06-08T08:30:00Z")]
    public async Task Business_time_is_measured_or_a_deadline_found(string option, string value, string minutes, string? deadline)
    {
        var answer = await JsonAsync(
            "schedule", "business", "--zone", "Europe/Berlin", "--window", "1 09:00-12:00", "--window", "1 13:00-17:00", "--window", "7 22:00-24:00",
            "--from", option == "--to" ? "2026-06-07T00:00:00Z" : "2026-06-07T22:00:00Z", option, value);

        answer.GetProperty("minutes").GetRawText().ShouldBe(minutes);
        answer.GetProperty("deadline").GetString().ShouldBe(deadline);
    }

    [Theory]
    [InlineData("Option '--cron' is required.", "schedule", "next", "--dialect", "vixie", "--zone", "UTC")]
    [InlineData("Option '--zone' is required.", "schedule", "previous", "--cron", "@daily", "--dialect", "vixie")]
    [InlineData("Hours: 25 is not a value from 0 to 23. Expected a value from 0 to 23.", "schedule", "next", "--cron", "0 25 * * *", "--dialect", "vixie", "--zone", "UTC")]
    [InlineData("'Foo' is not one of days such as", "schedule", "describe", "--cron", "weekly Mon,Foo 19:00")]
    [InlineData("'hangfire' is no dialect: posix, vixie, quartz, cronos, spring.", "schedule", "describe", "--cron", "@daily", "--dialect", "hangfire")]
    [InlineData("The zone 'Mars/Olympus' is unknown to TZDB: ", "schedule", "explain", "--cron", "@daily", "--dialect", "vixie", "--zone", "Mars/Olympus")]
    [InlineData("The zone 'Mars/Olympus' is unknown to TZDB: ", "schedule", "split", "--zone", "Mars/Olympus", "--from", "2026-01-01T00:00:00Z", "--to", "2026-01-02T00:00:00Z")]
    [InlineData("Option '--from': 'yesterday' is not an instant", "schedule", "next", "--cron", "@daily", "--dialect", "vixie", "--zone", "UTC", "--from", "yesterday")]
    [InlineData("'to' is missing.", "schedule", "range", "--cron", "@daily", "--dialect", "vixie", "--zone", "UTC", "--from", "2026-01-01T00:00:00Z")]
    [InlineData("'to' is before 'from'.", "schedule", "split", "--zone", "UTC", "--from", "2026-01-02T00:00:00Z", "--to", "2026-01-01T00:00:00Z")]
    [InlineData("'leap' is no gap policy: skip, ", "schedule", "next", "--cron", "@daily", "--dialect", "vixie", "--zone", "UTC", "--gap", "leap")]
    [InlineData("'count' must be from 1 to 1000000.", "schedule", "next", "--cron", "@daily", "--dialect", "vixie", "--zone", "UTC", "--count", "0")]
    [InlineData("Option '--language': give en, fr or vi.", "schedule", "describe", "--cron", "@daily", "--dialect", "vixie", "--language", "de")]
    [InlineData("Option '--window': '1 09:00' is no window such as '1 09:00-17:00'.", "schedule", "business", "--zone", "UTC", "--from", "2026-01-01T00:00:00Z", "--minutes", "5", "--window", "1 09:00")]
    [InlineData("'8' is no day of the week: 1 is Monday, 7 is Sunday.", "schedule", "business", "--zone", "UTC", "--from", "2026-01-01T00:00:00Z", "--minutes", "5", "--window", "8 09:00-17:00")]
    [InlineData("at least one window", "schedule", "business", "--zone", "UTC", "--from", "2026-01-01T00:00:00Z", "--minutes", "5")]
    [InlineData("Give either --to or --minutes.", "schedule", "business", "--zone", "UTC", "--from", "2026-01-01T00:00:00Z", "--window", "1 09:00-17:00")]
    [InlineData("Option '--rules' is required.", "schedule", "diff", "--cron", "@daily", "--dialect", "vixie", "--zone", "UTC")]
    public async Task Bad_input_is_one_line_that_names_the_place(string message, params string[] args)
    {
        var cli = new Cli();

        (await cli.RunAsync(args)).ShouldBe(OperationExitCode.BadInput, cli.Error);

        cli.Output.ShouldBeEmpty();
        cli.Error.ShouldContain(message);
        cli.Error.TrimEnd().ShouldNotContain("\n");
    }

    private static async Task<JsonElement> JsonAsync(params string[] args)
    {
        var cli = new Cli();
        (await cli.RunAsync([.. args, "--json"])).ShouldBe(0, cli.Error);
        cli.Error.ShouldBeEmpty();
        return JsonDocument.Parse(cli.Output).RootElement;
    }

    private static string Show(JsonElement occurrences) =>
        string.Join(", ", occurrences.EnumerateArray().Select(o => $"{o.GetProperty("instant")} {o.GetProperty("kind")}"));

    private sealed class StoppedClock(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}
