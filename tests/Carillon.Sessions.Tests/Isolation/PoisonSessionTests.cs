using Carillon.Jobs;
using Carillon.Sessions.Tests.Faults;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Isolation;

/// <summary>A10: a session that cannot be settled delays only itself, and ends by itself once it is repaired.</summary>
public sealed class PoisonSessionTests(Schools schools) : IClassFixture<Schools>
{
    private const int Sessions = 20;
    private const string Poisoned = "'s07'";

    private static readonly Dictionary<string, (string Break, string Repair)> Poisons = new()
    {
        ["a zone that nobody knows"] = (
            $"UPDATE study_session SET zone_id = 'Mars/Olympus' WHERE student = {Poisoned}",
            $"UPDATE study_session SET zone_id = '{School.Zone}' WHERE student = {Poisoned}"),
        ["a policy that is not there"] = (
            $"UPDATE study_session SET policy_version = 99 WHERE student = {Poisoned}",
            $"UPDATE study_session SET policy_version = 1 WHERE student = {Poisoned}"),
        ["evidence that was lost, so that the fold throws"] = (
            $"CREATE TABLE lost AS SELECT * FROM study_evidence WHERE session_id IN (SELECT id FROM study_session WHERE student = {Poisoned}); DELETE FROM study_evidence WHERE session_id IN (SELECT id FROM study_session WHERE student = {Poisoned})",
            "INSERT INTO study_evidence SELECT * FROM lost; DROP TABLE lost"),
    };

    public static TheoryData<string, string> Cases =>
        [.. from kind in TestInstallation.Kinds from poison in Poisons.Keys select new TheoryDataRow<string, string>(kind, poison)];

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A10_A_poison_session_delays_only_itself_and_ends_once_it_is_repaired(string kind, string poison)
    {
        var school = await schools.OnAsync(kind, Ct);
        await ClassAsync(school);
        var expected = Others(await SettleAsync(school));
        school = await schools.OnAsync(kind, Ct);
        await ClassAsync(school);
        await school.ExecuteAsync(School.Hocmai, Poisons[poison].Break, Ct);

        school.Till(40);
        var first = await school.Sweeps.RunAsync(SessionSweeps.AutoEnd, School.Hocmai, Ct);
        Others(await school.DumpAsync(Ct)).ShouldBe(expected);
        var aside = await PoisonedAsync(school);
        var again = await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        school.Till(41);
        var second = await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        var asideAgain = await PoisonedAsync(school);

        first.Counts.ShouldBe(new WorkCounts(Due: Sessions, Acted: Sessions - 1, Failed: 1, Quarantined: 1, OldestOverdue: Duration.FromMinutes(30)));
        first.Outcome.ShouldBeOfType<JobResult.Partial>();
        (aside["wake_at"], aside["failures"]).ShouldBe((Minute(41), "1"));
        again.ShouldBe(default);
        (second.Failed, second.Quarantined).ShouldBe((1, 1));
        (asideAgain["wake_at"], asideAgain["due_at"], asideAgain["failures"]).ShouldBe((Minute(43), aside["due_at"], "2"));

        await school.ExecuteAsync(School.Hocmai, Poisons[poison].Repair, Ct);
        school.Till(50);
        (await school.SweepAsync(SessionSweeps.AutoEnd, Ct)).Acted.ShouldBe(1);
        var ended = await PoisonedAsync(school);
        (ended["ended_at"], ended["failures"]).ShouldBe((Minute(7), "0"));
        (await school.Study.FindAsync(School.Hocmai, "s07", "s", Ct))!.Credit.ShouldBe(Duration.FromMinutes(7));
    }

    private static async Task<string> SettleAsync(School school)
    {
        school.Till(40);
        (await school.SweepAsync(SessionSweeps.AutoEnd, Ct)).Acted.ShouldBe(Sessions);
        return await school.DumpAsync(Ct);
    }

    // s00 to s19, each with one beat at the minute of its number.
    private static async Task ClassAsync(School school)
    {
        var students = Enumerable.Range(0, Sessions).Select(i => (Name: $"s{i:00}", Minute: i % 10)).ToList();
        foreach (var (student, _) in students)
        {
            await school.Study.StartAsync(School.Hocmai, school.Start(student, "s", 0), Ct);
        }

        school.Till(9.5);
        await school.Study.HeartbeatAsync(School.Hocmai, [.. students.Select(s => school.Beats(s.Name, "s", [s.Minute], sent: 9.5))], Ct);
    }

    private static async Task<Dictionary<string, string>> PoisonedAsync(School school) =>
        TenantDump.RowsOf(await school.DumpAsync(Ct), "study_session").Single(row => row["student"] == "s07");

    // Without the rows of the poisoned student; evidence and messages tell it by the id of the session.
    private static string Others(string dump)
    {
        var id = TenantDump.RowsOf(dump, "study_session").Single(row => row["student"] == "s07")["id"];
        return string.Join('\n', dump.Split('\n').Where(line =>
            !line.Contains("student=s07", StringComparison.Ordinal) && !line.Contains(id, StringComparison.Ordinal)
            && !line.Contains("\"student\":\"s07\"", StringComparison.Ordinal)));
    }

    private static string Minute(int minute) => $"+{minute * 60_000_000L}";
}
