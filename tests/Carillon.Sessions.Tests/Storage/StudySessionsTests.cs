using Carillon.Sessions.Tests.Domain;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

public sealed partial class StudySessionsTests
{
    private static readonly LocalDate Day = new(2026, 3, 2);

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_session_from_start_to_submit(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        var started = await room.StartAsync("an", "s", 0, Ct, contest: "olympiad");
        (await room.StartAsync("an", "s", 0, Ct, contest: "olympiad")).Outcome.ShouldBe(SessionOutcome.AlreadyStarted);
        (await room.BeatAsync("an", "s", 5, Ct)).Outcome.ShouldBe(SessionOutcome.Accepted);
        (await room.BeatAsync("an", "s", 5, Ct)).Outcome.ShouldBe(SessionOutcome.Duplicate);
        (await room.Study.PauseAsync(Classroom.Tenant, room.Command("an", "s", 6), Ct)).Session!.Status.ShouldBe(SessionStatus.Paused);
        (await room.Study.ResumeAsync(Classroom.Tenant, room.Command("an", "s", 20), Ct)).Session!.Status.ShouldBe(SessionStatus.Active);
        var submit = room.Command("an", "s", 25);
        var submitted = await room.Study.SubmitAsync(Classroom.Tenant, submit, Ct);
        var again = await room.Study.SubmitAsync(Classroom.Tenant, submit, Ct);

        started.Outcome.ShouldBe(SessionOutcome.Started);
        started.Session!.IdleAt.ShouldBe(Story.At(10));
        submitted.Outcome.ShouldBe(SessionOutcome.Accepted);
        submitted.Session!.ShouldSatisfyAllConditions(
            session => session.EndReason.ShouldBe(SessionEndReason.Submitted),
            session => session.EndedAt.ShouldBe(Story.At(25)),
            session => session.Credit.ShouldBe(Duration.FromMinutes(11)));
        again.Outcome.ShouldBe(SessionOutcome.AlreadyEnded);
        again.Session.ShouldBe(submitted.Session);
        (await room.Study.FindAsync(Classroom.Tenant, "an", "s", Ct)).ShouldBe(submitted.Session);
        (await room.Study.ActiveAsync(Classroom.Tenant, "an", Ct)).ShouldBeEmpty();

        var totals = await room.Study.StatisticsAsync(Classroom.Tenant, "an", Ct);
        totals.ShouldBe(new Dictionary<TotalKey, Duration>
        {
            [new(TotalKind.Day, Day, "")] = Duration.FromMinutes(11),
            [new(TotalKind.DaySubject, Day, "maths")] = Duration.FromMinutes(11),
            [new(TotalKind.DayContest, Day, "olympiad")] = Duration.FromMinutes(11),
            [new(TotalKind.History, null, "maths")] = Duration.FromMinutes(11),
            [new(TotalKind.Contest, null, "olympiad")] = Duration.FromMinutes(11),
        });
        room.Outbox.Committed.Values.Select(message => message.Topic).Order().ShouldBe([DayTotalChanged.Topic, SessionEnded.Topic]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Statistics_count_live_sessions_before_any_sweep(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        await room.BeatAsync("an", "s", 8, Ct);

        (await room.Study.StatisticsAsync(Classroom.Tenant, "an", Ct))[new(TotalKind.Day, Day, "")].ShouldBe(Duration.FromMinutes(8));
        (await room.Study.ActiveAsync(Classroom.Tenant, "an", Ct)).ShouldHaveSingleItem().Credit.ShouldBe(Duration.FromMinutes(8));
        room.Till(100);
        (await room.Study.StatisticsAsync(Classroom.Tenant, "an", Ct))[new(TotalKind.Day, Day, "")].ShouldBe(Duration.FromMinutes(8));
        (await room.Study.ActiveAsync(Classroom.Tenant, "an", Ct)).ShouldBeEmpty();
        (await room.Study.FindAsync(Classroom.Tenant, "an", "s", Ct))!.EndReason.ShouldBe(SessionEndReason.AutoEnded);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_sweep_ends_idle_sessions_at_their_last_activity_and_spares_live_ones(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        await room.StartAsync("binh", "s", 0, Ct);
        await room.BeatAsync("an", "s", 8, Ct);
        room.Till(12);

        var first = await room.SweepAsync(Ct);
        room.Till(500);
        var second = await room.SweepAsync(Ct);
        var third = await room.SweepAsync(Ct);

        (first.Due, first.Acted).ShouldBe((1, 1));
        (second.Due, second.Acted).ShouldBe((1, 1));
        third.Due.ShouldBe(0);
        (await room.Study.FindAsync(Classroom.Tenant, "an", "s", Ct))!.EndedAt.ShouldBe(Story.At(8));
        (await room.Study.FindAsync(Classroom.Tenant, "binh", "s", Ct))!.EndedAt.ShouldBe(Story.At(0));
        room.Outbox.Committed.Values.Count(message => message.Topic == SessionEnded.Topic).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_beat_after_the_sweep_reopens_the_session_and_loses_nothing(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        room.Till(30);
        await room.SweepAsync(Ct);

        (await room.BeatAsync("an", "s", 9, Ct, received: 31)).Outcome.ShouldBe(SessionOutcome.Accepted);
        (await room.BeatAsync("an", "s", 32, Ct)).Outcome.ShouldBe(SessionOutcome.Reopened);
        (await room.BeatAsync("an", "s", 35, Ct)).Outcome.ShouldBe(SessionOutcome.Accepted);
        room.Till(60);
        await room.SweepAsync(Ct);

        (await room.Study.FindAsync(Classroom.Tenant, "an", "s", Ct))!.Credit.ShouldBe(Duration.FromMinutes(12));
        (await room.Study.StatisticsAsync(Classroom.Tenant, "an", Ct))[new(TotalKind.History, null, "maths")].ShouldBe(Duration.FromMinutes(12));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_final_session_keeps_its_study_time_without_its_evidence(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        await room.BeatAsync("an", "s", 8, Ct);
        room.Till(2_000);
        await room.SweepAsync(Ct);
        (await room.SweepAsync(SessionSweeps.Finalise, Ct)).Counts.Acted.ShouldBe(1);

        (await room.QueryAsync("SELECT count(*) FROM study_evidence", row => row.GetInt64(0), Ct)).ShouldBe([0]);
        (await room.BeatAsync("an", "s", 1_900, Ct, received: 2_000)).Outcome.ShouldBe(SessionOutcome.StartNew);
        (await room.StartAsync("an", "s", 2_000, Ct)).Outcome.ShouldBe(SessionOutcome.AlreadyStarted);
        (await room.Study.StopAsync(Classroom.Tenant, room.Command("an", "s", 2_000), Ct)).Outcome.ShouldBe(SessionOutcome.AlreadyEnded);
        (await room.Study.FindAsync(Classroom.Tenant, "an", "s", Ct))!.ShouldSatisfyAllConditions(
            session => session.EndReason.ShouldBe(SessionEndReason.AutoEnded),
            session => session.Credit.ShouldBe(Duration.FromMinutes(8)));
        (await room.Study.StatisticsAsync(Classroom.Tenant, "an", Ct))[new(TotalKind.Day, Day, "")].ShouldBe(Duration.FromMinutes(8));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Continue_is_a_sign_of_life_that_ends_a_pause(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        await room.Study.PauseAsync(Classroom.Tenant, room.Command("an", "s", 2), Ct);
        var reply = await room.Study.ContinueAsync(Classroom.Tenant, room.Command("an", "s", 50), Ct);

        reply.Outcome.ShouldBe(SessionOutcome.Reopened);
        reply.Session!.Status.ShouldBe(SessionStatus.Active);
        (await room.Study.ContinueAsync(Classroom.Tenant, room.Command("nobody", "s", 50), Ct)).Outcome.ShouldBe(SessionOutcome.UnknownSession);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Erasing_a_student_leaves_nothing_of_them_and_all_of_the_others(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, SessionPolicy.Default with { MaxSession = Duration.FromMinutes(30) }, Ct);
        foreach (var student in new[] { "an", "binh" })
        {
            await room.StartAsync(student, "s", 0, Ct);
        }

        foreach (var minute in Enumerable.Range(1, 10).Select(i => i * 5.0))
        {
            await room.BeatAsync("an", "s", minute, Ct);
            await room.BeatAsync("binh", "s", minute, Ct);
        }

        await room.Study.StopAsync(Classroom.Tenant, room.Command("an", "s", 51), Ct);
        (await room.Study.EraseStudentAsync(Classroom.Tenant, "an", Ct)).ShouldBe(1);

        foreach (var table in new[] { "study_student", "study_session", "study_span", "study_total" })
        {
            (await room.QueryAsync($"SELECT count(*) FROM {table} WHERE student = 'an'", row => row.GetInt64(0), Ct)).ShouldBe([0], table);
        }

        (await room.QueryAsync("SELECT count(*) FROM study_part", row => row.GetInt64(0), Ct)).ShouldBe([1]);
        (await room.Study.FindAsync(Classroom.Tenant, "an", "s", Ct)).ShouldBeNull();
        (await room.Study.FindAsync(Classroom.Tenant, "binh", "s", Ct))!.Id.ShouldBe("s#2");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_start_that_is_refused_makes_no_student_known(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("binh", "s", 0, Ct);
        room.Till(60 * 30);
        StartStudy Late(string student) => new(student, "late", new(Story.At(60 * 30)), new(Story.At(1)), "maths", "Asia/Ho_Chi_Minh");

        (await room.Study.StartAsync(Classroom.Tenant, Late("an"), Ct)).Outcome.ShouldBe(SessionOutcome.Stale);
        (await room.Study.StartAsync(Classroom.Tenant, Late("binh"), Ct)).Outcome.ShouldBe(SessionOutcome.Stale);

        (await room.QueryAsync("SELECT student FROM study_student", row => row.GetString(0), Ct)).ShouldBe(["binh"]);
        (await room.StartAsync("an", "s", 60 * 30, Ct)).Outcome.ShouldBe(SessionOutcome.Started);
        (await room.QueryAsync("SELECT student FROM study_student ORDER BY student", row => row.GetString(0), Ct)).ShouldBe(["an", "binh"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_policy_version_never_changes_and_a_new_one_rules_only_new_sessions(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "old", 0, Ct);
        await room.Study.SetPolicyAsync(Classroom.Tenant, SessionPolicy.Default with { Version = 2, IdleTimeout = Duration.FromMinutes(20) }, Ct);
        await room.StartAsync("binh", "new", 0, Ct);
        await room.BeatAsync("an", "old", 15, Ct);
        await room.BeatAsync("binh", "new", 15, Ct);

        (await room.Study.FindAsync(Classroom.Tenant, "an", "old", Ct))!.Credit.ShouldBe(Duration.Zero);
        (await room.Study.FindAsync(Classroom.Tenant, "binh", "new", Ct))!.Credit.ShouldBe(Duration.FromMinutes(15));
        var error = await Should.ThrowAsync<ArgumentException>(async () =>
            await room.Study.SetPolicyAsync(Classroom.Tenant, SessionPolicy.Default with { Version = 2 }, Ct));
        error.Message.ShouldContain("version 2");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_goes_beyond_the_longest_session_is_cut_off_with_the_beat_and_not_by_a_sweep(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, SessionPolicy.Default with { MaxSession = Duration.FromMinutes(30) }, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        foreach (var minute in new[] { 9, 18, 27, 33 })
        {
            (await room.BeatAsync("an", "s", minute, Ct)).Outcome.ShouldBe(SessionOutcome.Accepted);
        }

        (await room.QueryAsync("SELECT part, credit FROM study_part", row => (row.GetInt32(0), row.GetInt64(1) / 60_000_000), Ct)).ShouldBe([(1, 30)]);
        (await room.QueryAsync("SELECT part FROM study_session", row => row.GetInt32(0), Ct)).ShouldBe([2]);
    }
}
