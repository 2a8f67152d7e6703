using Carillon.Operations;
using Carillon.Sessions.Tests.Domain;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

public sealed class RecomputeTests
{
    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A7_What_other_rules_bring_back_to_life_stays_ended_where_a_session_under_another_policy_has_the_scope(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.Study.SetPolicyAsync(Classroom.Tenant, SessionPolicy.Default with { Name = "video" }, Ct);
        await room.StartAsync("an", "a", 0, Ct);
        room.Till(15);
        await room.SweepAsync(Ct);
        var video = new StartStudy("an", "b", new(Story.At(15)), new(Story.At(15)), "maths", "Asia/Ho_Chi_Minh", Policy: "video");
        await room.Study.StartAsync(Classroom.Tenant, video, Ct);
        await ApplyAsync(room, new(Duration.FromMinutes(25), Apply: true));

        (await room.Study.ActiveAsync(Classroom.Tenant, "an", Ct)).ShouldHaveSingleItem().Id.ShouldBe("b");
        (await room.QueryAsync("SELECT client_session_id FROM study_session WHERE slot IS NOT NULL", row => row.GetString(0), Ct)).ShouldBe(["b"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_live_under_another_policy_that_allows_two_stays_live(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.Study.SetPolicyAsync(Classroom.Tenant, SessionPolicy.Default with { Name = "video", Exclusivity = Exclusivity.Allow(2) }, Ct);
        await room.StartAsync("an", "a", 0, Ct);
        var video = new StartStudy("an", "b", new(Story.At(0)), new(Story.At(0)), "maths", "Asia/Ho_Chi_Minh", Policy: "video");
        await room.Study.StartAsync(Classroom.Tenant, video, Ct);
        await ApplyAsync(room, new(Duration.FromMinutes(25), Apply: true));

        (await room.Study.ActiveAsync(Classroom.Tenant, "an", Ct)).Select(session => session.Id).Order().ShouldBe(["a", "b"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_student_who_cannot_be_read_is_told_and_costs_the_others_nothing_and_a_second_run_makes_no_version(string kind)
    {
        await using var room = await PoisonedAsync(kind);
        var first = await ApplyAsync(room, new(Duration.FromMinutes(25), Apply: true));
        await room.ExecuteAsync("UPDATE study_session SET zone_id = 'Asia/Ho_Chi_Minh'", Ct);
        var again = await ApplyAsync(room, new(Duration.FromMinutes(25), Apply: true));

        (first.Code, first.Report.Students, first.Report.Version).ShouldBe((OperationExitCode.Partial, 2, 2));
        first.Told.ShouldHaveSingleItem().ShouldContain("'binh'");
        (again.Code, again.Report.Students, again.Report.Version).ShouldBe((0, 3, 2));
        (await room.QueryAsync("SELECT student || ' v' || policy_version FROM study_session ORDER BY student", row => row.GetString(0), Ct))
            .ShouldBe(["an v2", "binh v2", "chi v2"]);
        (await room.QueryAsync("SELECT version FROM study_policy ORDER BY version", row => row.GetInt32(0), Ct)).ShouldBe([1, 2]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_student_for_whom_the_database_refuses_the_totals_is_told_and_costs_the_others_nothing(string kind)
    {
        await using var room = await PoisonedAsync(kind);
        await room.ExecuteAsync("UPDATE study_session SET zone_id = 'Asia/Ho_Chi_Minh'", Ct);
        await room.ExecuteAsync("UPDATE study_total SET micros = 1", Ct);
        await room.ExecuteAsync("UPDATE study_span SET from_at = to_at, to_at = from_at WHERE student = 'binh'", Ct);
        var told = new List<string>();
        var context = new OperationContext(room.Installation.Services) { Tenant = Classroom.Tenant, Progress = new Lines(told) };
        var rebuilt = (RebuiltTotals)(await room.Installation.Services.GetRequiredService<OperationCatalog>().Find("sessions.rebuild-totals")!
            .InvokeAsync(new RebuildTotalsInput(), context, Ct))!;

        context.ExitCode.ShouldBe(OperationExitCode.Partial);
        rebuilt.Students.ShouldBe(2);
        told.ShouldHaveSingleItem().ShouldContain("'binh'");
        (await room.QueryAsync("SELECT DISTINCT student FROM study_total WHERE micros = 1", row => row.GetString(0), Ct)).ShouldBe(["binh"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rules_that_are_in_force_make_no_version(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        var applied = await ApplyAsync(room, new(Apply: true));
        applied.Report.Version.ShouldBe(1);
        (await room.QueryAsync("SELECT version FROM study_policy", row => row.GetInt32(0), Ct)).ShouldBe([1]);
    }

    // Three students with a gap of 12 minutes; the session of the second is in a zone that nobody knows.
    private static async Task<Classroom> PoisonedAsync(string kind)
    {
        var room = await Classroom.OpenAsync(kind, Ct);
        foreach (var student in new[] { "an", "binh", "chi" })
        {
            await room.StartAsync(student, "s", 0, Ct);
        }

        foreach (var student in new[] { "an", "binh", "chi" })
        {
            await room.BeatAsync(student, "s", 5, Ct, received: 17);
            await room.BeatAsync(student, "s", 17, Ct);
        }

        room.Till(60);
        await room.SweepAsync(Ct);
        await room.ExecuteAsync("UPDATE study_session SET zone_id = 'Mars/Olympus' WHERE student = 'binh'", Ct);
        return room;
    }

    private static async Task<(RecomputeReport Report, List<string> Told, int Code)> ApplyAsync(Classroom room, RecomputeInput input)
    {
        var operation = room.Installation.Services.GetRequiredService<OperationCatalog>().Find("sessions.recompute")!;
        var told = new List<string>();
        var context = new OperationContext(room.Installation.Services) { Tenant = Classroom.Tenant, Progress = new Lines(told) };
        return ((RecomputeReport)(await operation.InvokeAsync(input, context, Ct))!, told, context.ExitCode);
    }

    private sealed class Lines(List<string> told) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value) => told.Add(value.Text);
    }
}
