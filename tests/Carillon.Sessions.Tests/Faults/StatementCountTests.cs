using Carillon.Jobs;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Faults;

/// <summary>What keeps a batch cheap: its statements do not grow with its rows.</summary>
public sealed class StatementCountTests(Schools schools) : IClassFixture<Schools>
{
    private const int Sessions = 500;

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Five_hundred_sessions_take_beats_with_two_writes_and_are_ended_with_six(string kind)
    {
        var school = await schools.OnAsync(kind, Ct);
        var students = Enumerable.Range(0, Sessions).Select(i => $"s{i:000}").ToList();
        await using (var tx = await school.Installation.Connections.BeginAsync(School.Hocmai, Ct))
        {
            foreach (var student in students)
            {
                await school.Study.StartAsync(tx, school.Start(student, "s", 0), Ct);
            }

            await tx.CommitAsync(Ct);
        }

        school.Till(8);
        var beats = FaultPlan.NoCrash();
        using (school.Faults.Use(beats, tenant => tenant == School.Hocmai))
        {
            var replies = await school.Study.HeartbeatAsync(School.Hocmai, students.ConvertAll(student => school.Beats(student, "s", [4, 8])), Ct);
            replies.ShouldAllBe(reply => reply.Verdicts.All(verdict => verdict.Outcome == SessionOutcome.Accepted));
        }

        school.Till(30);
        var sweep = FaultPlan.NoCrash();
        using (school.Faults.Use(sweep, tenant => tenant == School.Hocmai))
        {
            (await school.SweepAsync(SessionSweeps.AutoEnd, Ct)).ShouldBe(new WorkCounts(Due: Sessions, Acted: Sessions));
        }

        Writes(beats).Count.ShouldBeInRange(1, 2, string.Join('\n', Writes(beats)));
        Writes(sweep).Count.ShouldBeInRange(4, 6, string.Join('\n', Writes(sweep)));
        TenantDump.RowsOf(await school.DumpAsync(Ct), "study_session").Count(row => row["credit"] == "480000000").ShouldBe(Sessions);
    }

    private static List<string> Writes(FaultPlan plan) => [.. plan.Visited
        .Where(point => point.Moment == CrashMoment.Before && point.Sql.Split(' ')[0] is "INSERT" or "UPDATE" or "DELETE")
        .Select(point => point.Sql)];
}
