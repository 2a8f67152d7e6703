using Carillon.Jobs;
using Carillon.Sessions.Tests.Faults;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Concurrency;

/// <summary>
/// Two real transactions at once, in a chosen order: the first stops before its commit with its locks held, the second meets it. PostgreSQL
/// only: on SQLite a write transaction has the database to itself, so that its orders are the serial ones.
/// </summary>
public sealed class InterleavingTests(Schools schools) : IClassFixture<Schools>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Fact]
    public async Task A8_A_sweep_that_meets_an_uncommitted_beat_loses_the_race_and_says_so()
    {
        var school = await IdleAsync();
        await using var barrier = await CommitBarrier.RaiseAsync(school, Ct);

        var beat = BeatAsync(school);
        await barrier.WaitersAsync(1, Ct);
        var during = await school.Sweeps.RunAsync(SessionSweeps.AutoEnd, School.Hocmai, Ct);
        beat.IsCompleted.ShouldBeFalse();
        await barrier.LiftAsync(Ct);
        var verdict = await beat;
        var after = await school.SweepAsync(SessionSweeps.AutoEnd, Ct);

        verdict.Outcome.ShouldBe(SessionOutcome.Reopened);
        (during.Counts.Due, during.Counts.LostRace, during.Counts.Acted).ShouldBe((1, 1, 0));
        during.Counts.OldestOverdue.ShouldBe(Duration.FromMinutes(2));
        during.Outcome.ShouldBeOfType<JobResult.Partial>();
        after.Acted.ShouldBe(0);
        await IsLiveWithTheBeatAsync(school);
    }

    [Fact]
    public async Task A8_A_beat_that_meets_an_uncommitted_sweep_waits_and_reopens()
    {
        var school = await IdleAsync();
        await using var barrier = await CommitBarrier.RaiseAsync(school, Ct);

        var sweep = school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        await barrier.WaitersAsync(1, Ct);
        var beat = BeatAsync(school);
        await barrier.WaitersAsync(2, Ct);
        beat.IsCompleted.ShouldBeFalse();
        await barrier.LiftAsync(Ct);

        (await sweep).Acted.ShouldBe(1);
        (await beat).Outcome.ShouldBe(SessionOutcome.Reopened);
        await IsLiveWithTheBeatAsync(school);
    }

    [Fact]
    public async Task A8_A_submit_that_meets_an_uncommitted_sweep_ends_the_session_once_more_with_a_higher_version()
    {
        var school = await IdleAsync();
        await using var barrier = await CommitBarrier.RaiseAsync(school, Ct);

        var sweep = school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        await barrier.WaitersAsync(1, Ct);
        var submit = school.Study.SubmitAsync(School.Hocmai, school.Command("an", "s", 9), Ct).AsTask();
        await barrier.WaitersAsync(2, Ct);
        await barrier.LiftAsync(Ct);

        (await sweep).Acted.ShouldBe(1);
        (await submit).Session!.ShouldSatisfyAllConditions(
            session => session.EndReason.ShouldBe(SessionEndReason.Submitted),
            session => session.Credit.ShouldBe(Duration.FromMinutes(9)));
        (await EndsAsync(school)).ShouldBe(2);
    }

    [Fact]
    public async Task Two_sweeps_at_once_end_a_session_once_and_the_second_says_that_it_lost()
    {
        var school = await IdleAsync();
        await using var barrier = await CommitBarrier.RaiseAsync(school, Ct);

        var first = school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        await barrier.WaitersAsync(1, Ct);
        var second = await school.Sweeps.RunAsync(SessionSweeps.AutoEnd, School.Hocmai, Ct);
        await barrier.LiftAsync(Ct);

        (await first).Acted.ShouldBe(1);
        (second.Counts.Acted, second.Counts.LostRace).ShouldBe((0, 1));
        second.Outcome.ShouldBeOfType<JobResult.Partial>();
        (await school.Sweeps.RunAsync(SessionSweeps.AutoEnd, School.Hocmai, Ct)).Outcome.ShouldBeOfType<JobResult.NothingDue>();
        (await EndsAsync(school)).ShouldBe(1);
    }

    [Fact]
    public async Task A7_Two_starts_at_once_leave_one_live_session()
    {
        var school = await IdleAsync();
        await using var barrier = await CommitBarrier.RaiseAsync(school, Ct);

        var first = school.Study.StartAsync(School.Hocmai, school.Start("chi", "first", 12), Ct).AsTask();
        await barrier.WaitersAsync(1, Ct);
        var second = school.Study.StartAsync(School.Hocmai, school.Start("chi", "second", 12), Ct).AsTask();
        var again = school.Study.StartAsync(School.Hocmai, school.Start("chi", "first", 12), Ct).AsTask();
        await barrier.WaitersAsync(3, Ct);
        await barrier.LiftAsync(Ct);

        (await first).Outcome.ShouldBe(SessionOutcome.Started);
        (await second).Outcome.ShouldBe(SessionOutcome.Started);
        (await again).Outcome.ShouldBe(SessionOutcome.AlreadyStarted);
        (await school.Study.ActiveAsync(School.Hocmai, "chi", Ct)).ShouldHaveSingleItem().Id.ShouldBe("second");
    }

    [Fact]
    public async Task A_start_that_meets_the_erasure_of_its_student_is_swept_like_any_other()
    {
        var school = await IdleAsync();
        await using var erasure = await CommitBarrier.ConnectAsync(school, Ct);
        await using var looker = await CommitBarrier.ConnectAsync(school, Ct);

        // What EraseStudentAsync does, in slow motion: the start sees the student, waits for the lock, and then the row is gone.
        await erasure.ExecuteAsync("BEGIN; SELECT student FROM study_student WHERE student = 'an' FOR UPDATE", Ct);
        var start = school.Study.StartAsync(School.Hocmai, school.Start("an", "new", 12), Ct).AsTask();
        await looker.WaitersAsync(1, Ct);
        await erasure.ExecuteAsync("DELETE FROM study_evidence; DELETE FROM study_session; DELETE FROM study_student; COMMIT", Ct);

        (await start).Outcome.ShouldBe(SessionOutcome.Started);
        school.Till(40);
        var counts = await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        (counts.Acted, counts.LostRace).ShouldBe((1, 0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A8_Either_serial_order_of_beat_and_sweep_keeps_the_beat(string kind)
    {
        foreach (var sweepFirst in new[] { false, true })
        {
            var school = await IdleAsync(kind);
            if (sweepFirst)
            {
                (await school.SweepAsync(SessionSweeps.AutoEnd, Ct)).Acted.ShouldBe(1);
            }

            (await BeatAsync(school)).Outcome.ShouldBe(SessionOutcome.Reopened);
            (await school.SweepAsync(SessionSweeps.AutoEnd, Ct)).Acted.ShouldBe(0);
            await IsLiveWithTheBeatAsync(school);
        }
    }

    // Started at 0, last heard of at 0, and now it is 12: due since 10, while a beat of minute 9 is on its way.
    private async Task<School> IdleAsync(string kind = "postgresql")
    {
        var school = await schools.OnAsync(kind, Ct);
        await school.Study.StartAsync(School.Hocmai, school.Start("an", "s", 0), Ct);
        school.Till(12);
        return school;
    }

    private static async Task<SessionVerdict> BeatAsync(School school) =>
        (await school.Study.HeartbeatAsync(School.Hocmai, school.Beats("an", "s", [9], sent: 12), Ct)).Verdicts[0];

    private static async Task IsLiveWithTheBeatAsync(School school)
    {
        var live = (await school.Study.ActiveAsync(School.Hocmai, "an", Ct)).ShouldHaveSingleItem();
        (live.Status, live.Credit, live.LastActivityAt).ShouldBe((SessionStatus.Active, Duration.FromMinutes(9), school.At(9)));
    }

    private static async Task<int> EndsAsync(School school) =>
        (await school.DumpAsync(Ct)).Split('\n').Count(row => row.StartsWith("carillon_outbox", StringComparison.Ordinal) && row.Contains(SessionEnded.Topic, StringComparison.Ordinal));
}
