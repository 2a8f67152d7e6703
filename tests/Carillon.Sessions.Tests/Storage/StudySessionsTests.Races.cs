using Carillon.Sessions.Tests.Domain;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

public sealed partial class StudySessionsTests
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A7_Of_many_starts_at_once_one_session_is_live(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        var starts = Enumerable.Range(0, 16).Select(i => Task.Run(() => room.StartAsync("an", $"s{i}", 1, Ct), Ct));
        var replies = await Task.WhenAll(starts);

        replies.ShouldAllBe(reply => reply.Outcome == SessionOutcome.Started);
        (await room.QueryAsync("SELECT count(*) FROM study_session WHERE slot IS NOT NULL", row => row.GetInt64(0), Ct)).ShouldBe([1]);
        (await room.Study.ActiveAsync(Classroom.Tenant, "an", Ct)).ShouldHaveSingleItem();
        await Should.ThrowAsync<System.Data.Common.DbException>(() => room.ExecuteAsync("UPDATE study_session SET slot = 0, scope_key = ''", Ct));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A8_No_beat_is_lost_to_a_sweep_that_runs_at_the_same_time(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        var students = Enumerable.Range(0, 12).Select(i => $"student{i}").ToList();
        foreach (var student in students)
        {
            await room.StartAsync(student, "s", 0, Ct);
        }

        for (var minute = 10.0; minute <= 40; minute += 10)
        {
            room.Till(minute);
            var beats = students.Select(student => Task.Run(() => room.BeatAsync(student, "s", minute, Ct), Ct));
            var sweeps = Enumerable.Range(0, 3).Select(_ => Task.Run(() => room.SweepAsync(Ct), Ct)).ToList();
            (await Task.WhenAll(beats)).ShouldAllBe(verdict => verdict.Outcome == SessionOutcome.Accepted || verdict.Outcome == SessionOutcome.Reopened);
            await Task.WhenAll(sweeps);
        }

        room.Till(100);
        await room.SweepAsync(Ct);
        foreach (var student in students)
        {
            (await room.Study.FindAsync(Classroom.Tenant, student, "s", Ct))!.Credit.ShouldBe(Duration.FromMinutes(40));
            (await room.Study.StatisticsAsync(Classroom.Tenant, student, Ct))[new(TotalKind.Day, Day, "")].ShouldBe(Duration.FromMinutes(40));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A10_A_poison_row_delays_only_itself(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        foreach (var student in Enumerable.Range(0, 9).Select(i => $"student{i}"))
        {
            await room.StartAsync(student, "s", 0, Ct);
        }

        await room.ExecuteAsync("UPDATE study_session SET zone_id = 'Mars/Olympus' WHERE student = 'student4'", Ct);
        room.Till(30);
        var counts = await room.SweepAsync(Ct);

        (counts.Acted, counts.Failed, counts.Quarantined).ShouldBe((8, 1, 1));
        (await room.SweepAsync(Ct)).Due.ShouldBe(0);
        await room.ExecuteAsync("UPDATE study_session SET zone_id = 'Asia/Ho_Chi_Minh' WHERE student = 'student4'", Ct);
        room.Till(300);
        (await room.SweepAsync(Ct)).Acted.ShouldBe(1);
        (await room.Study.FindAsync(Classroom.Tenant, "student4", "s", Ct))!.EndedAt.ShouldBe(Story.At(0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A11_Totals_that_were_lost_are_rebuilt_from_the_study_time(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "a", 0, Ct, contest: "olympiad");
        await room.BeatAsync("an", "a", 9, Ct);
        await room.StartAsync("an", "b", 955, Ct, subject: "physics");
        await room.BeatAsync("an", "b", 964, Ct);
        await room.Study.StopAsync(Classroom.Tenant, room.Command("an", "b", 966), Ct);
        room.Till(1_000);
        await room.SweepAsync(Ct);
        async Task<List<string>> TotalsAsync() => await room.QueryAsync(
            "SELECT date, kind, key, micros FROM study_total WHERE micros > 0 ORDER BY date, kind, key",
            row => $"{row.GetValue(0)} {row.GetInt32(1)} {row.GetString(2)} {row.GetInt64(3)}",
            Ct);
        var before = await TotalsAsync();
        await room.ExecuteAsync("DELETE FROM study_total", Ct);
        var changed = await room.Study.RebuildTotalsAsync(Classroom.Tenant, "an", Ct);

        before.Count.ShouldBe(5);
        changed.ShouldBe(5);
        (await TotalsAsync()).ShouldBe(before);
        (await room.Study.RebuildTotalsAsync(Classroom.Tenant, "an", Ct)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Beats_of_many_sessions_in_one_batch_have_a_verdict_each(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        foreach (var i in Enumerable.Range(0, 20))
        {
            await room.StartAsync($"student{i}", "s", 0, Ct);
        }

        await room.Study.SubmitAsync(Classroom.Tenant, room.Command("student3", "s", 1), Ct);
        room.Till(8);
        StudyBeats Batch(string student) => new(student, "s", new(Story.At(8)), [new(new(Story.At(4))), new(new(Story.At(8)))]);
        var requests = Enumerable.Range(0, 21).Select(i => Batch($"student{i}")).Append(Batch("student5")).ToList();
        var first = await room.Study.HeartbeatAsync(Classroom.Tenant, requests, Ct);
        var second = await room.Study.HeartbeatAsync(Classroom.Tenant, requests, Ct);

        for (var i = 0; i <= 21; i++)
        {
            var (one, two) = i switch
            {
                3 => (SessionOutcome.StartNew, SessionOutcome.StartNew),
                20 => (SessionOutcome.UnknownSession, SessionOutcome.UnknownSession),
                21 => (SessionOutcome.Duplicate, SessionOutcome.Duplicate),
                _ => (SessionOutcome.Accepted, SessionOutcome.Duplicate),
            };
            first[i].Verdicts.Select(verdict => verdict.Outcome).ShouldBe([one, one], $"{i}");
            second[i].Verdicts.Select(verdict => verdict.Outcome).ShouldBe([two, two], $"{i}");
        }

        second[0].Verdicts[0].EffectiveAt.ShouldBe(Story.At(4));
        first[0].IdleAt.ShouldBe(Story.At(18));
    }
}
