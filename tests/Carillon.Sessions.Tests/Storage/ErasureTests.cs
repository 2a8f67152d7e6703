using Carillon.Sessions.Tests.Faults;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

/// <summary>What is left of a student who was erased, and of ids that nobody ever started a session under: nothing.</summary>
public sealed class ErasureTests(Schools schools) : IClassFixture<Schools>
{
    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_student_who_was_erased_can_study_and_end_again_under_the_same_session_id(string kind)
    {
        var school = await schools.OnAsync(kind, Ct);
        await school.Study.StartAsync(School.Hocmai, school.Start("an", "tab-1", 0), Ct);
        school.Till(5);
        await school.Study.StopAsync(School.Hocmai, school.Command("an", "tab-1", 5), Ct);
        await school.Study.EraseStudentAsync(School.Hocmai, "an", Ct);

        school.Till(6);
        (await school.Study.StartAsync(School.Hocmai, school.Start("an", "tab-1", 6), Ct)).Outcome.ShouldBe(SessionOutcome.Started);
        school.Till(10);
        var stopped = await school.Study.StopAsync(School.Hocmai, school.Command("an", "tab-1", 10), Ct);
        (stopped.Outcome, stopped.Session!.Credit).ShouldBe((SessionOutcome.Accepted, Duration.FromMinutes(4)));
        await school.Study.StartAsync(School.Hocmai, school.Start("an", "tab-2", 10), Ct);
        await school.Study.EraseStudentAsync(School.Hocmai, "an", Ct);
        school.Till(11);
        await school.Study.StartAsync(School.Hocmai, school.Start("an", "tab-2", 11), Ct);
        school.Till(60);
        var swept = await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        (swept.Acted, swept.Failed).ShouldBe((1, 0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_row_names_a_student_who_was_erased_and_what_waited_to_be_sent_is_not_sent(string kind)
    {
        var school = await schools.OnAsync(kind, Ct);
        foreach (var student in new[] { "an", "binh" })
        {
            await school.Study.StartAsync(School.Hocmai, school.Start(student, "tab-1", 0), Ct);
            await school.Study.StartAsync(School.Hocmai, school.Start(student, "tab-2", 0), Ct);
        }

        school.Till(5);
        await school.Study.HeartbeatAsync(School.Hocmai, [school.Beats("an", "tab-2", [5]), school.Beats("binh", "tab-2", [5])], Ct);
        await school.Study.StopAsync(School.Hocmai, school.Command("an", "tab-2", 5), Ct);
        await school.Study.StopAsync(School.Hocmai, school.Command("binh", "tab-2", 5), Ct);
        var id = TenantDump.RowsOf(await school.DumpAsync(Ct), "study_session").First(row => row["student"] == "an")["id"];
        await school.Study.EraseStudentAsync(School.Hocmai, "an", Ct);

        var left = await school.DumpAsync(Ct);
        left.ShouldNotContain("\"an\"", Case.Insensitive);
        left.ShouldNotContain("=an ", Case.Insensitive);
        left.ShouldNotContain(id);
        TenantDump.RowsOf(left, "carillon_outbox").Select(row => row["subject"]).Distinct().ShouldBe(["binh"]);
        TenantDump.RowsOf(left, "study_evidence").ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Ids_that_only_send_beats_and_commands_leave_nothing_behind(string kind)
    {
        var school = await schools.OnAsync(kind, Ct);
        await school.Study.StartAsync(School.Hocmai, school.Start("an", "tab-1", 0), Ct);
        school.Till(5);
        await school.Study.EraseStudentAsync(School.Hocmai, "an", Ct);
        var replies = await school.Study.HeartbeatAsync(
            School.Hocmai, [school.Beats("an", "tab-1", [5]), school.Beats("ghost", "s", [5])], Ct);
        var stopped = await school.Study.StopAsync(School.Hocmai, school.Command("ghost", "s", 5), Ct);
        var changed = await school.Study.RebuildTotalsAsync(School.Hocmai, "nobody", Ct);

        replies.ShouldAllBe(reply => reply.Verdicts[0].Outcome == SessionOutcome.UnknownSession);
        (stopped.Outcome, changed).ShouldBe((SessionOutcome.UnknownSession, 0));
        TenantDump.RowsOf(await school.DumpAsync(Ct), "study_student").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_batch_with_known_and_unknown_students_decides_the_known_ones(string kind)
    {
        var school = await schools.OnAsync(kind, Ct);
        await school.Study.StartAsync(School.Hocmai, school.Start("chi", "s", 0), Ct);
        school.Till(20);
        var replies = await school.Study.HeartbeatAsync(
            School.Hocmai, [school.Beats("binh", "s", [20]), school.Beats("chi", "s", [20]), school.Beats("dung", "s", [20])], Ct);

        replies.Select(reply => reply.Verdicts[0].Outcome)
            .ShouldBe([SessionOutcome.UnknownSession, SessionOutcome.Reopened, SessionOutcome.UnknownSession]);
        TenantDump.RowsOf(await school.DumpAsync(Ct), "study_student").ShouldHaveSingleItem()["student"].ShouldBe("chi");
    }
}
