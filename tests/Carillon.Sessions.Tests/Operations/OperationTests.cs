using System.Text.Json;
using Carillon.Operations;
using Carillon.Sessions.Operations;
using Carillon.Sessions.Tests.Domain;
using Carillon.Sessions.Tests.Storage;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Operations;

public sealed class OperationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replay_reports_bad_lines_by_file_and_number_and_does_the_rest()
    {
        await using var room = await Classroom.OpenAsync("sqlite", Ct);
        using var folder = new TemporaryFolder();
        var file = folder.Combine("day.log");
        await File.WriteAllTextAsync(
            file,
            """
            {"at":"2026-03-01T10:00:00Z","tenant":"t","student":"a","session":"s","subject":"m","zone":"UTC","event":"start"}
            oops
            {"at":"2026-03-01T10:07:00Z","tenant":"t","student":"a","session":"s","subject":"m","zone":"UTC","event":"stop"}
            """,
            Ct);
        var (report, told, code) = await RunAsync(room, "sessions.replay", new ReplayInput(new(file), Duration.FromMinutes(10)));

        code.ShouldBe(OperationExitCode.BadInput);
        told.ShouldBe([$"{file}:2: not JSON (at byte 0)"]);
        JsonSerializer.Serialize(report, OperationJson.Options).ShouldBe(
            """{"sessions":[{"tenant":"t","student":"a","session":"s","state":"Ended","startedAt":"2026-03-01T10:00:00Z","endedAt":"2026-03-01T10:07:00Z","endReason":"Stopped","creditSeconds":420}],"days":[{"tenant":"t","student":"a","date":"2026-03-01","seconds":420}]}""");
    }

    [Theory]
    [InlineData("sessions.replay")]
    [InlineData("sessions.ingest")]
    public async Task A_line_that_is_not_utf_8_is_told_by_file_and_number_and_the_rest_is_processed(string operation)
    {
        await using var room = await Classroom.OpenAsync("sqlite", Ct);
        using var folder = new TemporaryFolder();
        var file = folder.Combine("day.log");
        byte[] Line(params byte[] student) =>
        [
            .. """{"at":"2026-03-02T07:00:00Z","tenant":"hocmai","session":"s","subject":"m","zone":"UTC","event":"start","student":"a"""u8, .. student, .. "\"}\r\n"u8,
        ];
        await File.WriteAllBytesAsync(file, [0xEF, 0xBB, 0xBF, .. Line(0xC3, 0xA9), .. Line(0xC3), .. Line(0xE9), .. Line()], Ct);
        var (output, told, code) = await RunAsync(
            room, operation, operation == "sessions.replay" ? new ReplayInput(new(file)) : new IngestInput(new(file)));

        code.ShouldBe(OperationExitCode.BadInput);
        told.ShouldBe([$"{file}:2: not UTF-8", $"{file}:3: not UTF-8"]);
        (output is ReplayReport replayed ? replayed.Sessions.Length : ((IngestReport)output!).Outcomes.Sum(outcome => outcome.Events)).ShouldBe(2);
    }

    [Theory]
    [InlineData("sessions.replay")]
    [InlineData("sessions.ingest")]
    public async Task A_folder_is_no_log(string operation)
    {
        await using var room = await Classroom.OpenAsync("sqlite", Ct);
        using var folder = new TemporaryFolder();
        var log = new FileInfo(folder.Path);
        var error = await Should.ThrowAsync<FileNotFoundException>(
            () => RunAsync(room, operation, operation == "sessions.replay" ? new ReplayInput(log) : new IngestInput(log)));
        error.Message.ShouldContain("is a folder");
    }

    [Fact]
    public async Task Auto_end_tells_what_it_did_for_each_tenant()
    {
        await using var room = await Classroom.OpenAsync("sqlite", Ct);
        await room.StartAsync("an", "s", 0, Ct);
        await room.StartAsync("binh", "s", 0, Ct);
        room.Till(30);
        var (report, told, code) = await RunAsync(room, "sessions.auto-end", new AutoEndInput());

        code.ShouldBe(0);
        told.ShouldBe(["Processing tenant: hocmai", "  ✓ Tenant hocmai: 2 sessions ended", "Total: 2 sessions ended across all tenants"]);
        ((AutoEndReport)report!).Ended.ShouldBe(2);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Auto_end_counts_what_it_scanned_reopened_and_could_not_end(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        foreach (var student in new[] { "an", "binh", "chi" })
        {
            await room.StartAsync(student, "s", 0, Ct);
        }

        await room.BeatAsync("chi", "s", 9, Ct);
        await room.ExecuteAsync("UPDATE study_session SET policy = 'gone' WHERE student = 'binh'", Ct);
        room.Till(14);
        var report = (AutoEndReport)(await RunAsync(room, "sessions.auto-end", new AutoEndInput())).Output!;

        report.Tenants.ShouldHaveSingleItem().ShouldBe(new AutoEndOfTenant(
            Classroom.Tenant, TenantOutcome.Succeeded, Scanned: 3, Ended: 1, Reopened: 1, LostRace: 0, Failed: 1, Quarantined: 1,
            OldestOverdue: Duration.FromMinutes(4), BudgetExhausted: false));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A_log_that_is_taken_in_twice_comes_to_what_its_replay_says(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        using var folder = new TemporaryFolder();
        var file = folder.Combine("day.log");
        var lines = Enumerable.Range(0, 60).Select(i =>
            $$"""{"at":"2026-03-02T07:{{i:00}}:00Z","tenant":"hocmai","student":"a{{i % 3}}","session":"s","subject":"m","zone":"UTC","event":"{{(i < 3 ? "start" : i > 57 ? "stop" : "beat")}}"}""");
        await File.WriteAllLinesAsync(file, lines.Append("""{"at":"2026-03-02T07:00:00Z","tenant":"icc","student":"a","session":"s","subject":"m","zone":"UTC","event":"start"}"""), Ct);
        var (first, told, code) = await RunAsync(room, "sessions.ingest", new IngestInput(new(file)));
        await RunAsync(room, "sessions.ingest", new IngestInput(new(file)));
        var (replayed, _, _) = await RunAsync(room, "sessions.replay", new ReplayInput(new(file)));

        told.ShouldBeEmpty();
        code.ShouldBe(OperationExitCode.Success);
        ((IngestReport)first!).OtherTenants.ShouldBe(1);
        ((IngestReport)first!).Outcomes.ShouldBe([new(SessionOutcome.Accepted, 57), new(SessionOutcome.Started, 3)]);
        foreach (var session in ((ReplayReport)replayed!).Sessions.Where(session => session.Tenant == "hocmai"))
        {
            var stored = await room.Study.FindAsync(Classroom.Tenant, session.Student, session.Session, Ct);
            ((long)stored!.Credit.TotalSeconds).ShouldBe(session.CreditSeconds);
        }
    }

    [Fact]
    public async Task Replay_and_ingest_tell_about_refused_events_and_still_succeed()
    {
        await using var room = await Classroom.OpenAsync("sqlite", Ct);
        using var folder = new TemporaryFolder();
        var file = folder.Combine("day.log");
        await File.WriteAllTextAsync(file, """{"at":"2026-03-02T07:00:00Z","tenant":"HocMai","student":"a","session":"s","subject":"m","zone":"UTC","event":"beat"}""", Ct);

        foreach (var (operation, input) in new (string, object)[] { ("sessions.replay", new ReplayInput(new(file))), ("sessions.ingest", new IngestInput(new(file))) })
        {
            var (_, told, code) = await RunAsync(room, operation, input);

            told.ShouldBe([$"{file}:1: refused: session 's' was never started"]);
            code.ShouldBe(OperationExitCode.Success);
        }
    }

    [Fact]
    public async Task Replay_knows_tenants_as_ingest_does()
    {
        await using var room = await Classroom.OpenAsync("sqlite", Ct);
        using var folder = new TemporaryFolder();
        var file = folder.Combine("day.log");
        await File.WriteAllLinesAsync(
            file,
            new[] { "hocmai", "HOCMAI", "no tenant" }.Select((tenant, i) =>
                $$"""{"at":"2026-03-02T07:0{{i}}:00Z","tenant":"{{tenant}}","student":"a","session":"s","subject":"m","zone":"UTC","event":"{{(i == 0 ? "start" : "beat")}}"}"""),
            Ct);

        var (replayed, told, code) = await RunAsync(room, "sessions.replay", new ReplayInput(new(file)));

        told.ShouldBe([$"{file}:3: field 'tenant' is 'no tenant', not a tenant id"]);
        code.ShouldBe(OperationExitCode.BadInput);
        ((ReplayReport)replayed!).Sessions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.Tenant.ShouldBe("hocmai"), s => s.CreditSeconds.ShouldBe(60));
    }

    [Fact]
    public async Task Statistics_from_after_to_are_refused()
    {
        await using var room = await Classroom.OpenAsync("sqlite", Ct);

        var error = await Should.ThrowAsync<ArgumentException>(async () => await RunAsync(room, "sessions.statistics", new StatisticsInput("a", new(2026, 3, 2), new(2026, 3, 1))));

        error.Message.ShouldStartWith("From 2026-03-02 is after to 2026-03-01");
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Recompute_shows_what_another_timeout_would_add_and_applies_it_when_asked(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        await room.BeatAsync("an", "s", 8, Ct);
        await room.BeatAsync("an", "s", 20, Ct);
        room.Till(60);
        await room.SweepAsync(Ct);
        var tried = (RecomputeReport)(await RunAsync(room, "sessions.recompute", new RecomputeInput(Duration.FromMinutes(15)))).Output!;
        var unchanged = await room.Study.StatisticsAsync(Classroom.Tenant, "an", Ct);
        var applied = (RecomputeReport)(await RunAsync(room, "sessions.recompute", new RecomputeInput(Duration.FromMinutes(15), Apply: true))).Output!;

        (tried.BeforeSeconds, tried.AfterSeconds, tried.Version, tried.Applied).ShouldBe((480, 1_200, 2, false));
        tried.Days.ShouldBe([new("an", new(2026, 3, 2), 480, 1_200)]);
        unchanged[new(TotalKind.History, null, "maths")].ShouldBe(Duration.FromMinutes(8));
        applied.Applied.ShouldBeTrue();
        (await room.Study.StatisticsAsync(Classroom.Tenant, "an", Ct))[new(TotalKind.History, null, "maths")].ShouldBe(Duration.FromMinutes(20));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Recompute_tells_of_whole_days_though_some_of_their_sessions_are_final_or_under_another_policy(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.Study.SetPolicyAsync(Classroom.Tenant, SessionPolicy.Default with { Name = "video" }, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        await room.BeatAsync("an", "s", 12, Ct);
        room.Till(30);
        await room.Study.StartAsync(Classroom.Tenant, new("an", "film", new(Story.At(30)), new(Story.At(30)), "art", "Asia/Ho_Chi_Minh", Policy: "video"), Ct);
        await room.BeatAsync("an", "film", 36, Ct);
        await room.StartAsync("an", "final", 60, Ct);
        await room.BeatAsync("an", "final", 67, Ct);
        room.Till(90);
        await room.SweepAsync(Ct);
        await room.ExecuteAsync("UPDATE study_session SET due_at = opened_at, wake_at = opened_at WHERE client_session_id = 'final'", Ct);
        await room.SweepAsync(SessionSweeps.Finalise, Ct);
        var before = await room.Study.StatisticsAsync(Classroom.Tenant, "an", Ct);
        var tried = (RecomputeReport)(await RunAsync(room, "sessions.recompute", new RecomputeInput(Duration.FromMinutes(15)))).Output!;

        before[new(TotalKind.Day, new(2026, 3, 2), "")].ShouldBe(Duration.FromMinutes(13));
        (tried.BeforeSeconds, tried.AfterSeconds).ShouldBe((13 * 60, 25 * 60));
        tried.Days.ShouldBe([new("an", new(2026, 3, 2), 13 * 60, 25 * 60)]);
    }

    [Theory]
    [InlineData("sessions.replay")]
    [InlineData("sessions.recompute")]
    public async Task A_timeout_of_nothing_names_its_option(string operation)
    {
        await using var room = await Classroom.OpenAsync("sqlite", Ct);
        object input = operation == "sessions.replay" ? new ReplayInput(new("none.log"), Duration.Zero) : new RecomputeInput(Duration.Zero);
        var refusal = await Should.ThrowAsync<ArgumentException>(() => RunAsync(room, operation, input));

        refusal.ParamName.ShouldBe("timeout");
        refusal.Message.ShouldStartWith("IdleTimeout must be positive, not 0:00:00:00.");
    }

    [Fact]
    public async Task Statistics_explain_rebuild_and_erase_are_offered()
    {
        await using var room = await Classroom.OpenAsync("sqlite", Ct);
        await room.StartAsync("an", "s", 0, Ct);
        await room.BeatAsync("an", "s", 8, Ct);
        var statistics = (StudentStatistics)(await RunAsync(room, "sessions.statistics", new StatisticsInput("an"))).Output!;
        var explained = (CreditExplanation)(await RunAsync(room, "sessions.explain", new ExplainInput("an", "s", Story.At(4)))).Output!;
        var rebuilt = (RebuiltTotals)(await RunAsync(room, "sessions.rebuild-totals", new RebuildTotalsInput())).Output!;
        var erased = (ErasedStudent)(await RunAsync(room, "sessions.erase-student", new EraseStudentInput("an"))).Output!;

        statistics.Days.ShouldBe([new(new(2026, 3, 2), "", 480)]);
        statistics.Active.ShouldHaveSingleItem();
        (explained.Counts, explained.Evidence.Count).ShouldBe((true, 2));
        rebuilt.ShouldBe(new RebuiltTotals(1, 0));
        erased.Sessions.ShouldBe(1);
        var noted = (await room.Installation.Services.GetRequiredService<IAuditLog>().ListAsync(new() { Action = AuditActions.ErasureRequested }, Ct)).ShouldHaveSingleItem().Note;
        noted.ShouldBe(new AuditNote("system", AuditActions.ErasureRequested) { Tenant = Classroom.Tenant, Subject = "sessions" });
        await Should.ThrowAsync<ArgumentException>(() => RunAsync(room, "sessions.explain", new ExplainInput("an", "s", Story.At(4))));
    }

    private static async Task<(object? Output, List<string> Told, int Code)> RunAsync(Classroom room, string name, object input)
    {
        var operation = room.Installation.Services.GetRequiredService<OperationCatalog>().Find(name)!;
        var told = new List<string>();
        var context = new OperationContext(room.Installation.Services)
        {
            Tenant = operation.Scope == OperationScope.Tenant ? Classroom.Tenant : null,
            Progress = new Lines(told),
        };
        return (await operation.InvokeAsync(input, context, Ct), told, context.ExitCode);
    }

    private sealed class Lines(List<string> told) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value) => told.Add(value.Text);
    }
}
