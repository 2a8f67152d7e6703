using Carillon.Sessions.Tests.Faults;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Isolation;

/// <summary>A10: what cannot be read of one session stands in nobody's way, is told, and counts again once it can be read.</summary>
public sealed class UnreadableSessionTests(Schools schools) : IClassFixture<Schools>
{
    private static readonly string OfOld = "student = 'an' AND client_session_id = 'old'";

    private static readonly Dictionary<string, (string Break, string Repair)> Harms = new()
    {
        ["a zone that nobody knows"] = (
            $"UPDATE study_session SET zone_id = 'Mars/Olympus' WHERE {OfOld}", $"UPDATE study_session SET zone_id = '{School.Zone}' WHERE {OfOld}"),
        ["a policy that is not there"] = (
            $"UPDATE study_session SET policy_version = 99 WHERE {OfOld}", $"UPDATE study_session SET policy_version = 1 WHERE {OfOld}"),
        ["a policy that is no policy"] = (
            $"INSERT INTO study_policy (tenant_id, name, version, rules, created_at) SELECT tenant_id, name, 0, '{{\"Idle\":0}}', created_at FROM study_policy WHERE NOT EXISTS (SELECT 1 FROM study_policy WHERE version = 0); UPDATE study_session SET policy_version = 0 WHERE {OfOld}",
            $"UPDATE study_session SET policy_version = 1 WHERE {OfOld}; DELETE FROM study_policy WHERE version = 0"),
        ["evidence that was lost"] = (
            $"CREATE TABLE lost AS SELECT * FROM study_evidence WHERE session_id IN (SELECT id FROM study_session WHERE {OfOld}); DELETE FROM study_evidence WHERE session_id IN (SELECT id FROM study_session WHERE {OfOld})",
            "INSERT INTO study_evidence SELECT * FROM lost; DROP TABLE lost"),
    };

    public static TheoryData<string, string> Cases =>
        [.. from kind in TestInstallation.Kinds from harm in Harms.Keys select new TheoryDataRow<string, string>(kind, harm)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A10_A_students_other_sessions_go_on_and_no_total_falls(string kind, string harm)
    {
        var school = await schools.OnAsync(kind, Ct);
        await school.Study.StartAsync(School.Hocmai, school.Start("an", "old", 0), Ct);
        school.Till(5);
        await school.Study.HeartbeatAsync(School.Hocmai, school.Beats("an", "old", [5]), Ct);
        school.Till(30);
        await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        await school.ExecuteAsync(School.Hocmai, Harms[harm].Break, Ct);

        school.Till(31);
        (await school.Study.StartAsync(School.Hocmai, school.Start("an", "new", 31), Ct)).Outcome.ShouldBe(SessionOutcome.Started);
        school.Till(33);
        (await school.Study.HeartbeatAsync(School.Hocmai, school.Beats("an", "new", [32, 33]), Ct)).Verdicts.ShouldAllBe(v => v.Outcome == SessionOutcome.Accepted);
        (await school.Study.ActiveAsync(School.Hocmai, "an", Ct)).ShouldHaveSingleItem().Id.ShouldBe("new");
        (await HistoryAsync(school)).ShouldBeGreaterThanOrEqualTo(Duration.FromMinutes(5));
        (await school.Study.StartAsync(School.Hocmai, school.Start("an", "old", 0), Ct)).Outcome.ShouldBe(SessionOutcome.Unreadable);
        await Should.ThrowAsync<InvalidDataException>(async () => await school.Study.FindAsync(School.Hocmai, "an", "old", Ct));
        school.Till(34);
        (await school.Study.SubmitAsync(School.Hocmai, school.Command("an", "new", 34), Ct)).Session!.Credit.ShouldBe(Duration.FromMinutes(3));
        (await HistoryAsync(school)).ShouldBeGreaterThanOrEqualTo(Duration.FromMinutes(5));

        await school.ExecuteAsync(School.Hocmai, Harms[harm].Repair, Ct);
        await school.Study.RebuildTotalsAsync(School.Hocmai, "an", Ct);
        (await HistoryAsync(school)).ShouldBe(Duration.FromMinutes(8));
        (await school.Study.FindAsync(School.Hocmai, "an", "old", Ct))!.Credit.ShouldBe(Duration.FromMinutes(5));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A10_In_a_batch_it_has_its_own_verdict_and_what_was_sent_can_be_sent_again(string kind, string harm)
    {
        var school = await schools.OnAsync(kind, Ct);
        foreach (var (student, session) in new[] { ("an", "old"), ("binh", "s"), ("chi", "s") })
        {
            await school.Study.StartAsync(School.Hocmai, school.Start(student, session, 0), Ct);
        }

        school.Till(5);
        await school.Study.HeartbeatAsync(School.Hocmai, [school.Beats("an", "old", [5]), school.Beats("binh", "s", [5])], Ct);
        await school.ExecuteAsync(School.Hocmai, Harms[harm].Break, Ct);

        // Silent for too long: none of them is plain, and the one that cannot be read is live in the table.
        school.Till(20);
        StudyBeats[] batch = [school.Beats("chi", "s", [20]), school.Beats("an", "old", [12, 20]), school.Beats("binh", "s", [12, 20])];
        var replies = await school.Study.HeartbeatAsync(School.Hocmai, batch, Ct);
        replies.Select(reply => reply.Verdicts[0].Outcome).ShouldBe([SessionOutcome.Reopened, SessionOutcome.Unreadable, SessionOutcome.Reopened]);
        replies[1].Verdicts.ShouldAllBe(verdict => verdict.Outcome == SessionOutcome.Unreadable && !verdict.IsPermanentRefusal);
        (await school.Study.StartAsync(School.Hocmai, school.Start("an", "new", 20), Ct)).Outcome.ShouldBe(SessionOutcome.Started);

        await school.ExecuteAsync(School.Hocmai, Harms[harm].Repair, Ct);
        replies = await school.Study.HeartbeatAsync(School.Hocmai, batch, Ct);
        replies.Select(reply => reply.Verdicts[0].Outcome).ShouldBe([SessionOutcome.Duplicate, SessionOutcome.Accepted, SessionOutcome.Duplicate]);
    }

    private static async Task<Duration> HistoryAsync(School school) =>
        (await school.Study.StatisticsAsync(School.Hocmai, "an", Ct))[new(TotalKind.History, null, "maths")];
}
