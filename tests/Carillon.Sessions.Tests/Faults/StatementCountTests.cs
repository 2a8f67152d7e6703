using Carillon.Jobs;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using NodaTime;
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

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_batch_of_fresh_reopened_and_capped_sessions_is_ended_with_six_writes_too(string kind)
    {
        await using var school = await School.OpenAsync(kind, Ct, SessionPolicy.Default with { MaxSession = Duration.FromMinutes(60) });
        const int Each = 20;
        async Task ForEachAsync(string kindOfSession, double start, params double[] beats)
        {
            school.Till(beats[^1]);
            foreach (var student in Enumerable.Range(0, Each).Select(i => $"{kindOfSession}-{i:00}"))
            {
                await school.Study.StartAsync(School.Hocmai, school.Start(student, "s", start), Ct);
                await school.Study.HeartbeatAsync(School.Hocmai, school.Beats(student, "s", beats), Ct);
            }
        }

        await ForEachAsync("reopened", 0, 4);
        school.Till(30);
        (await school.SweepAsync(SessionSweeps.AutoEnd, Ct)).Acted.ShouldBe(Each);
        await ForEachAsync("reopened", 0, 31);
        await ForEachAsync("capped", 35, 44, 53, 62, 71, 80, 89, 98);
        await ForEachAsync("fresh", 97, 99);
        school.Till(130);
        var sweep = FaultPlan.NoCrash();
        using (school.Faults.Use(sweep, tenant => tenant == School.Hocmai))
        {
            (await school.SweepAsync(SessionSweeps.AutoEnd, Ct)).ShouldBe(new WorkCounts(Due: 3 * Each, Acted: 3 * Each));
        }

        Writes(sweep).Count.ShouldBeInRange(5, 6, string.Join('\n', Writes(sweep)));
    }

    private static List<string> Writes(FaultPlan plan) => [.. plan.Visited
        .Where(point => point.Moment == CrashMoment.Before && point.Sql.Split(' ')[0] is "INSERT" or "UPDATE" or "DELETE")
        .Select(point => point.Sql)];
}
