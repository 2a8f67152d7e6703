using System.Text.Json;
using Carillon.Operations;
using Carillon.TestSupport;
using Shouldly;
using Xunit;

namespace Carillon.CommandLine.Tests.ConsoleHost;

public sealed class DemoTests : IDisposable
{
    private const string Document =
        "Processing tenant: hocmai\n" +
        "  ✓ Tenant hocmai: 3 sessions ended\n" +
        "Processing tenant: icc\n" +
        "  ✓ Tenant icc: 2 sessions ended\n" +
        "Total: 5 sessions ended across all tenants\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_prints_what_the_document_shows_and_again_the_same()
    {
        var first = await ConsoleHostProcess.RunAsync(_folder.Path);
        var second = await ConsoleHostProcess.RunAsync(_folder.Path);

        first.Error.ShouldBeEmpty();
        first.Code.ShouldBe(0);
        first.Output.ShouldStartWith(Document);
        second.ShouldBe(first);
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Daily_totals_are_the_learners_local_days()
    {
        var demo = await ConsoleHostProcess.RunAsync(_folder.Path, "--json");

        demo.Error.ShouldBe(Document);
        using var document = JsonDocument.Parse(demo.Output);
        document.RootElement.GetProperty("dailyTotals").EnumerateArray()
            .Select(d => $"{d.GetProperty("tenant")} {d.GetProperty("student")} {d.GetProperty("date")} {d.GetProperty("seconds")}")
            .ShouldBe(
            [
                "hocmai binh 2026-03-29 1800",
                "hocmai lan 2026-03-28 2100",
                "hocmai minh 2026-03-28 1200",
                "hocmai minh 2026-03-29 1500",
                "hocmai quan 2026-03-28 2400",
                "hocmai thao 2026-03-28 1770",
                "icc amelie 2026-03-29 4200",
                "icc jules 2026-03-28 2700",
                "icc nour 2026-03-28 1200",
                "icc nour 2026-03-29 900",
            ]);
    }

    [Fact]
    public async Task A_folder_is_kept_and_a_second_run_ends_nothing_more()
    {
        (await ConsoleHostProcess.RunAsync(_folder.Path, "--data", "kept")).Code.ShouldBe(0);
        File.Exists(_folder.Combine("kept/tenants/icc.db")).ShouldBeTrue();

        var second = await ConsoleHostProcess.RunAsync(_folder.Path, "--data", "kept");
        second.Error.ShouldBeEmpty();
        second.Code.ShouldBe(0);
        second.Output.ShouldContain("Total: 0 sessions ended across all tenants\n");
    }

    [Fact]
    public async Task A_malformed_line_is_named_and_the_rest_is_processed()
    {
        var log = _folder.Combine("my log.ndjson");
        await File.WriteAllTextAsync(
            log,
            """
            {"at":"2026-03-01T10:00:00Z","tenant":"icc","student":"a","session":"a-1","subject":"x","zone":"Europe/Paris","event":"start"}
            {"at":"2026-03-01T10:01:00Z","tenant":"icc"
            {"at":"2026-03-01T10:05:00Z","tenant":"icc","student":"a","session":"a-1","subject":"x","zone":"Europe/Paris","event":"beat"}
            {"at":"2026-03-01T10:05:30Z","tenant":"nobody","student":"a","session":"a-1","subject":"x","zone":"Europe/Paris","event":"beat"}
            {"at":"2026-03-01T11:00:00Z","tenant":"hocmai","student":"b","session":"b-1","subject":"x","zone":"Asia/Ho_Chi_Minh","event":"start"}
            """,
            TestContext.Current.CancellationToken);

        var demo = await ConsoleHostProcess.RunAsync(_folder.Path, "--log", log);

        demo.Code.ShouldBe(OperationExitCode.BadInput);
        demo.Error.ShouldContain("my log.ndjson:2: not JSON");
        demo.Error.ShouldContain("my log.ndjson:4: Tenant 'nobody' is not in the catalogue.");
        demo.Output.ShouldContain("  ✓ Tenant icc: 1 session ended\n");
        demo.Output.ShouldContain("│ icc    │ a       │ 2026-03-01 │     300 │");
    }

    [Fact]
    public async Task A_refused_event_is_told_and_is_no_failure()
    {
        var log = _folder.Combine("refused.ndjson");
        await File.WriteAllTextAsync(
            log,
            """
            {"at":"2026-03-01T10:00:00Z","tenant":"icc","student":"a","session":"a-1","subject":"x","zone":"Europe/Paris","event":"start"}
            {"at":"2026-03-01T10:05:00Z","tenant":"icc","student":"a","session":"a-2","subject":"x","zone":"Europe/Paris","event":"beat"}
            """,
            TestContext.Current.CancellationToken);

        var demo = await ConsoleHostProcess.RunAsync(_folder.Path, "--log", log);

        demo.Error.ShouldBe($"{log}:2: refused: session 'a-2' was never started\n");
        demo.Code.ShouldBe(OperationExitCode.Success);
    }

    [Fact]
    public async Task A_missing_log_is_named()
    {
        var demo = await ConsoleHostProcess.RunAsync(_folder.Path, "--log", "no-such.ndjson");
        demo.Code.ShouldBe(OperationExitCode.BadInput);
        demo.Error.ShouldContain("no-such.ndjson");
        demo.Error.TrimEnd().ShouldNotContain("\n");
    }

    [Fact]
    public async Task A_replay_needs_no_database()
    {
        var log = Path.Combine(Path.GetDirectoryName(ConsoleHostProcess.Assembly())!, "heartbeats.ndjson");

        var replay = await ConsoleHostProcess.RunAsync(_folder.Path, "sessions", "replay", "--log", log, "--json");

        replay.Error.ShouldBeEmpty();
        replay.Code.ShouldBe(0);
        using var document = JsonDocument.Parse(replay.Output);
        document.RootElement.GetProperty("sessions").GetArrayLength().ShouldBe(9);
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Watching_ends_in_good_order_and_keeps_other_hosts_out()
    {
        ConsoleHostProcess.Result? intruder = null;
        var watched = await ConsoleHostProcess.InterruptAsync(
            _folder.Path,
            line => line.StartsWith("Watching", StringComparison.Ordinal),
            async () => intruder = await ConsoleHostProcess.RunAsync(_folder.Path, "sessions", "auto-end", "--data", "kept"),
            "--data", "kept", "--watch");

        watched.Error.ShouldBeEmpty();
        watched.Code.ShouldBe(0);
        watched.Output.ShouldStartWith(Document);
        intruder!.Code.ShouldBe(OperationExitCode.Failed);
        intruder.Error.ShouldContain("another host is running on this folder");
    }
}
