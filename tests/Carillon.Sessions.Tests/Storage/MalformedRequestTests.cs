using System.Collections.Immutable;
using Carillon.Sessions.Tests.Domain;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

/// <summary>What clients get wrong costs nobody else anything.</summary>
public sealed class MalformedRequestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_malformed_key_of_one_student_costs_neither_the_others_nor_their_beats_anything(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        await room.StartAsync("binh", "s", 0, Ct);
        room.Till(5);
        var replies = await room.Study.HeartbeatAsync(Classroom.Tenant, [Of("an", null), Of("binh", "a\nb")], Ct);

        replies[0].Verdicts.Select(verdict => verdict.Outcome).ShouldBe([SessionOutcome.Accepted, SessionOutcome.Accepted]);
        replies[1].Verdicts.Select(verdict => (verdict.Outcome, verdict.Problem)).ShouldBe(
            [(SessionOutcome.Accepted, null), (SessionOutcome.Invalid, "Key has control characters")]);
        (await room.QueryAsync("SELECT count(*) FROM study_evidence WHERE kind = 1", row => row.GetInt64(0), Ct)).ShouldBe([3]);
    }

    [Fact]
    public async Task A_request_that_is_malformed_as_a_whole_is_named_by_its_place_and_student()
    {
        await using var room = await Classroom.OpenAsync("sqlite", Ct);
        async Task<string> Refusal(params StudyBeats[] requests) =>
            (await Should.ThrowAsync<ArgumentException>(async () => await room.Study.HeartbeatAsync(Classroom.Tenant, requests, Ct))).Message;
        var good = Of("an", null);

        (await Refusal(good, null!)).ShouldBe("Request 1 is missing.");
        (await Refusal(good, good with { Beats = default })).ShouldBe("Request 1, of student 'an': Beats is missing.");
        (await Refusal(good with { ClientSessionId = "" })).ShouldBe("Request 0, of student 'an': ClientSessionId is empty.");
        (await Refusal(good with { ClientSessionId = "s#2" })).ShouldBe(
            "Request 0, of student 'an': ClientSessionId ends in '#' and digits, which names a part of a session.");
        (await Refusal(good with { Beats = [.. Enumerable.Repeat(good.Beats[0], StudyBeats.MaxBeats + 1)] })).ShouldBe(
            "Request 0, of student 'an': Beats has 10001 beats, more than 10000; send them in several requests.");
        (await room.Study.HeartbeatAsync(Classroom.Tenant, good with { Beats = [] }, Ct)).Verdicts.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_start_under_a_known_id_that_says_something_else_changes_nothing_even_with_a_zone_that_nobody_knows(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        var before = await VersionsAsync();
        var physics = await room.StartAsync("an", "s", 1, Ct, subject: "physics");
        var nowhere = await room.Study.StartAsync(
            Classroom.Tenant, new("an", "s", new(Story.At(1)), new(Story.At(1)), "maths", "Mars/Olympus"), Ct);

        (physics.Outcome, physics.Session!.Subject).ShouldBe((SessionOutcome.Conflict, "maths"));
        nowhere.Outcome.ShouldBe(SessionOutcome.Conflict);
        (await VersionsAsync()).ShouldBe(before);

        Task<List<long>> VersionsAsync() => room.QueryAsync("SELECT version FROM study_session", row => row.GetInt64(0), Ct);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_known_key_with_another_instant_is_a_conflict_by_either_way_in(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        room.Till(5);
        StudyBeats At(double minute) => new("an", "s", new(Story.At(5)), [new(new(Story.At(minute)), "k")]);
        await room.Study.HeartbeatAsync(Classroom.Tenant, At(4), Ct);
        var plain = await room.Study.HeartbeatAsync(Classroom.Tenant, At(3), Ct);
        await using var tx = await room.Installation.Connections.BeginAsync(Classroom.Tenant, Ct);
        var general = await room.Study.HeartbeatAsync(tx, [At(3), At(4)], Ct);

        plain.Verdicts.ShouldBe([new("k", SessionOutcome.Conflict, Story.At(4))]);
        general.Select(reply => reply.Verdicts[0].Outcome).ShouldBe([SessionOutcome.Conflict, SessionOutcome.Duplicate]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_command_joins_a_transaction_and_is_gone_with_it(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        var before = await room.Study.FindAsync(Classroom.Tenant, "an", "s", Ct);
        room.Till(5);
        StudyCommand At(double minute) => new("an", "s", new(Story.At(5)), new(Story.At(minute)));
        await using (var tx = await room.Installation.Connections.BeginAsync(Classroom.Tenant, Ct))
        {
            (await room.Study.PauseAsync(tx, At(1), Ct)).Session!.Status.ShouldBe(SessionStatus.Paused);
            (await room.Study.ResumeAsync(tx, At(2), Ct)).Session!.Status.ShouldBe(SessionStatus.Active);
            await room.Study.PauseAsync(tx, At(3), Ct);
            (await room.Study.ContinueAsync(tx, At(4), Ct)).Session!.Status.ShouldBe(SessionStatus.Active);
            var stopped = await room.Study.StopAsync(tx, At(5), Ct);
            (stopped.Session!.EndReason, stopped.Session.Credit).ShouldBe((SessionEndReason.Stopped, Duration.FromMinutes(3)));
        }

        (await room.Study.FindAsync(Classroom.Tenant, "an", "s", Ct)).ShouldBe(before);
    }

    private static StudyBeats Of(string student, string? key) =>
        new(student, "s", new(Story.At(5)), [new(new(Story.At(4))), new(new(Story.At(5)), key)]);
}
