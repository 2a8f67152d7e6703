using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Faults;

/// <summary>
/// The process dies before and after every statement; the client or the sweep comes again with the same keys. What is stored must be what an
/// undisturbed run stores: at once, after the sweep that ends, and after the sweep that closes.
/// </summary>
public sealed class CrashTests(Schools schools) : IClassFixture<Schools>
{
    private static readonly SessionPolicy Policy = SessionPolicy.Default with { MaxSession = Duration.FromMinutes(60) };

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_start_that_supersedes(string kind) => SurvivesAsync(
        kind,
        async (school, ct) =>
        {
            await school.Study.StartAsync(School.Hocmai, school.Start("an", "old", 0), ct);
            await school.Study.HeartbeatAsync(School.Hocmai, school.Beats("an", "old", [5]), ct);
            school.Till(8);
        },
        async (school, ct) => (await school.Study.StartAsync(School.Hocmai, school.Start("an", "new", 8, contest: "olympiad"), ct)).Outcome
            .ShouldBeOneOf(SessionOutcome.Started, SessionOutcome.AlreadyStarted));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task The_first_start_of_a_tenant_with_the_control_database_dying_too(string kind) => SurvivesAsync(
        kind,
        async (school, ct) =>
        {
            await school.ExecuteAsync(School.Hocmai, "DELETE FROM study_policy", ct);

            // What the catalogue was asked a moment ago is remembered; now it has to ask again.
            school.Till(1);
        },
        async (school, ct) => (await school.Study.StartAsync(School.Hocmai, school.Start("an", "s", 1), ct)).Outcome
            .ShouldBeOneOf(SessionOutcome.Started, SessionOutcome.AlreadyStarted),
        databases: _ => true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_batch_of_plain_beats(string kind) => SurvivesAsync(
        kind,
        (school, ct) => TwoStartedAsync(school, ct),
        async (school, ct) =>
        {
            var replies = await school.Study.HeartbeatAsync(
                School.Hocmai, [school.Beats("an", "s", [3, 6, 9]), school.Beats("binh", "s", [4, 9])], ct);
            replies.SelectMany(reply => reply.Verdicts).ShouldAllBe(v => v.Outcome == SessionOutcome.Accepted || v.Outcome == SessionOutcome.Duplicate);
        },
        till: 9);

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_late_batch_that_reopens_one_session_and_is_plain_for_the_other(string kind) => SurvivesAsync(
        kind,
        async (school, ct) =>
        {
            await TwoStartedAsync(school, ct);
            school.Till(8);
            await school.Study.HeartbeatAsync(School.Hocmai, school.Beats("binh", "s", [8]), ct);
            school.Till(12);
            (await school.SweepAsync(SessionSweeps.AutoEnd, ct)).Acted.ShouldBe(1);
        },
        async (school, ct) =>
        {
            var replies = await school.Study.HeartbeatAsync(
                School.Hocmai, [school.Beats("an", "s", [7, 14]), school.Beats("binh", "s", [13, 14])], ct);
            replies.SelectMany(reply => reply.Verdicts).ShouldAllBe(v =>
                v.Outcome == SessionOutcome.Accepted || v.Outcome == SessionOutcome.Reopened || v.Outcome == SessionOutcome.Duplicate);
        },
        till: 14);

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_beat_beyond_the_longest_session_that_makes_a_new_part(string kind) => SurvivesAsync(
        kind,
        async (school, ct) =>
        {
            await TwoStartedAsync(school, ct);
            school.Till(60);
            await school.Study.HeartbeatAsync(School.Hocmai, school.Beats("an", "s", [10, 20, 30, 40, 50, 60]), ct);
        },
        async (school, ct) => (await school.Study.HeartbeatAsync(School.Hocmai, school.Beats("an", "s", [65]), ct)).Verdicts[0].Outcome
            .ShouldBeOneOf(SessionOutcome.Accepted, SessionOutcome.Duplicate),
        till: 65);

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_submit(string kind) => SurvivesAsync(
        kind,
        async (school, ct) =>
        {
            await TwoStartedAsync(school, ct);
            school.Till(6);
            await school.Study.HeartbeatAsync(School.Hocmai, school.Beats("an", "s", [3, 6]), ct);
            school.Till(7);
        },
        async (school, ct) =>
        {
            var reply = await school.Study.SubmitAsync(School.Hocmai, school.Command("an", "s", 7), ct);
            reply.Outcome.ShouldBeOneOf(SessionOutcome.Accepted, SessionOutcome.AlreadyEnded);
            (reply.Session!.EndReason, reply.Session.Credit).ShouldBe((SessionEndReason.Submitted, Duration.FromMinutes(7)));
        });

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task The_sweep_that_ends_by_silence(string kind) => SurvivesAsync(
        kind,
        async (school, ct) =>
        {
            await school.Study.StartAsync(School.Hocmai, school.Start("chi", "reopened", 0, contest: "olympiad"), ct);
            school.Till(11);
            await school.SweepAsync(SessionSweeps.AutoEnd, ct);
            await TwoStartedAsync(school, ct, minute: 11);
            school.Till(18);
            await school.Study.HeartbeatAsync(
                School.Hocmai, [school.Beats("an", "s", [12, 18]), school.Beats("chi", "reopened", [7, 17])], ct);
            school.Till(27);
        },
        async (school, ct) => await school.SweepAsync(SessionSweeps.AutoEnd, ct));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task The_sweep_that_closes(string kind) => SurvivesAsync(
        kind,
        async (school, ct) =>
        {
            await TwoStartedAsync(school, ct);
            school.Till(5);
            await school.Study.SubmitAsync(School.Hocmai, school.Command("an", "s", 5), ct);
            school.Till(30);
            await school.SweepAsync(SessionSweeps.AutoEnd, ct);
            school.Till(24 * 60 + 6);
        },
        async (school, ct) => await school.SweepAsync(SessionSweeps.Finalise, ct));

    private static async Task TwoStartedAsync(School school, CancellationToken ct, double minute = 0)
    {
        foreach (var student in new[] { "an", "binh" })
        {
            await school.Study.StartAsync(School.Hocmai, school.Start(student, "s", minute), ct);
        }
    }

    private async Task SurvivesAsync(
        string kind, Func<School, CancellationToken, Task> before, Func<School, CancellationToken, Task> work, double till = 0, Func<TenantId?, bool>? databases = null)
    {
        var school = await schools.OnAsync(kind, Ct, Policy);
        string? expected = null;
        async Task PrepareAsync(CancellationToken ct)
        {
            await school.NextDawnAsync(ct);
            await before(school, ct);
            school.Till(till);
        }

        // Policies are read once per host: the runs that follow do not read them again.
        await PrepareAsync(Ct);
        await work(school, Ct);
        await EndingsAsync(school, Ct);

        using var output = new StringWriter();
        var report = await FaultSweep.RunAsync(
            new()
            {
                PrepareAsync = PrepareAsync,
                RunAsync = async (faults, ct) =>
                {
                    using (school.Faults.Use(faults, databases ?? (tenant => tenant == School.Hocmai)))
                    {
                        await work(school, ct);
                    }
                },
                RecoverAsync = ct => work(school, ct),
                VerifyAsync = async ct =>
                {
                    var endings = await EndingsAsync(school, ct);
                    endings.ShouldBe(expected ??= endings);
                },
            },
            output,
            Ct);

        TestContext.Current.TestOutputHelper!.WriteLine(output.ToString());
        report.Visited.Count.ShouldBe(2 * report.Statements);
        report.Visited.ShouldContain(point => point.Sql == "COMMIT" && point.Moment == CrashMoment.After);
        expected.ShouldNotBeNull().ShouldContain("study_session:");
        expected.ShouldNotBeNull().ShouldContain("carillon_outbox:");
    }

    // The rows now, when silence has ended everything, and when everything is closed.
    private static async Task<string> EndingsAsync(School school, CancellationToken ct)
    {
        var now = await school.DumpAsync(ct);
        school.Till(26 * 60);
        await school.SweepAsync(SessionSweeps.AutoEnd, ct);
        var ended = await school.DumpAsync(ct);
        school.Till(53 * 60);
        await school.SweepAsync(SessionSweeps.Finalise, ct);
        return string.Join("\n\n", now, ended, await school.DumpAsync(ct));
    }
}
