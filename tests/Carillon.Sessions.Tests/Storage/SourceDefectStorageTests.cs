using Carillon.Sessions.Tests.Domain;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

/// <summary>
/// The numbered defects of the source document that are about what is stored. Not applicable here: 10, 11, 12 and 13 (ambient and
/// hard-coded tenants, the tenant header, mixed connections), which the tenancy of the core excludes; 9 is the core's sweep runner.
/// </summary>
public sealed class SourceDefectStorageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

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
}
