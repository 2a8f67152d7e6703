using Carillon.Sessions.Tests.Domain;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

/// <summary>The numbered defects of the source document that are about what is stored. Those about tenants, workers and transactions are beside the others.</summary>
public sealed class SourceDefectStorageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_01_A_session_started_a_second_ago_without_a_beat_is_not_ended(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        room.Till(1 / 60.0);
        await room.ExecuteAsync("UPDATE study_session SET wake_at = opened_at, due_at = opened_at", Ct);

        (await room.SweepAsync(Ct)).Acted.ShouldBe(0);
        (await EndsAsync(room)).ShouldBe([(null, 0)]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_02_A_session_without_a_beat_ends_where_it_started_with_no_credit(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        room.Till(11);

        (await room.SweepAsync(Ct)).Acted.ShouldBe(1);
        (await EndsAsync(room)).ShouldBe([(0, 0)]);
        (await room.QueryAsync("SELECT count(*) FROM study_total WHERE micros <> 0", row => row.GetInt64(0), Ct)).ShouldBe([0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_04_A_beat_between_the_look_and_the_write_is_not_lost(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);

        // The session is due by its stored deadline, and a beat has moved the truth.
        await room.BeatAsync("an", "s", 9, Ct);
        room.Till(12);
        (await room.SweepAsync(Ct)).Acted.ShouldBe(0);
        (await room.Study.ActiveAsync(Classroom.Tenant, "an", Ct)).ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_05_Ending_one_session_changes_no_other_row(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        await room.StartAsync("binh", "s", 9, Ct);
        room.Till(11);
        await room.SweepAsync(Ct);

        (await room.QueryAsync("SELECT student FROM study_session WHERE ended_at IS NOT NULL", row => row.GetString(0), Ct)).ShouldBe(["an"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_07_What_is_counted_is_what_was_committed(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        await room.ExecuteAsync("UPDATE study_session SET policy = 'gone'", Ct);
        room.Till(30);
        var counts = await room.SweepAsync(Ct);

        (counts.Due, counts.Acted, counts.Failed).ShouldBe((1, 0, 1));
        (await room.QueryAsync("SELECT count(*) FROM study_session WHERE ended_at IS NOT NULL", row => row.GetInt64(0), Ct)).ShouldBe([0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_15_The_clock_of_the_host_decides_nothing(string kind)
    {
        var told = new List<string>();
        foreach (var minutes in new[] { 0, 7, -7 })
        {
            await using var room = await Classroom.OpenAsync(kind, SessionPolicy.Default, Ct, Duration.FromMinutes(minutes));
            var started = await room.StartAsync("an", "s", 0, Ct);
            var plain = await room.BeatAsync("an", "s", 9, Ct);
            room.Till(18);
            var early = await room.SweepAsync(Ct);
            room.Till(20);
            var late = await room.SweepAsync(Ct);
            var reopened = await room.BeatAsync("an", "s", 21, Ct);
            var stopped = await room.Study.StopAsync(Classroom.Tenant, room.Command("an", "s", 22), Ct);
            told.Add($"{started.Session} {plain} {early.Acted} {late.Acted} {reopened} {stopped.Session}");
        }

        told.Distinct().ShouldHaveSingleItem().ShouldContain("StartedAt = 2026-03-02T08:00:00Z");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_14_Running_everything_again_doubles_no_total_and_no_message(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        for (var pass = 0; pass < 3; pass++)
        {
            await room.StartAsync("an", "s", 0, Ct);
            await room.BeatAsync("an", "s", 8, Ct, received: 8 + pass);
            room.Till(10 + pass);
            await room.Study.SubmitAsync(Classroom.Tenant, new("an", "s", new(Story.At(10 + pass)), new(Story.At(9))), Ct);
            room.Till(20 + pass);
            await room.SweepAsync(Ct);
        }

        (await room.Study.StatisticsAsync(Classroom.Tenant, "an", Ct))[new(TotalKind.History, null, "maths")].ShouldBe(Duration.FromMinutes(9));
        room.Outbox.Committed.Values.Count(message => message.Topic == SessionEnded.Topic).ShouldBe(1);
    }

    // Null while it is live, 0 where it ended as it started, 1 later; with the credit in microseconds.
    private static Task<List<(int? Ended, long Credit)>> EndsAsync(Classroom room) => room.QueryAsync(
        "SELECT CASE WHEN ended_at IS NULL THEN NULL WHEN ended_at = started_at THEN 0 ELSE 1 END, credit FROM study_session",
        row => (row.IsDBNull(0) ? (int?)null : row.GetInt32(0), row.GetInt64(1)),
        Ct);
}
