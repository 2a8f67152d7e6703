using Carillon.Sessions.Tests.Domain;
using Carillon.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

/// <summary>The stored sessions against the pure machine: random clients, random sweeps, both ways in.</summary>
public sealed class StoredHistoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A3_What_is_stored_equals_the_pure_fold_whatever_sweeps_came_by_and_whichever_way_beats_came_in(string kind)
    {
        var policy = SessionPolicy.Default with { MaxSession = Duration.FromMinutes(90), LateWindow = Duration.FromHours(6), MaxAge = Duration.FromHours(8) };
        await using var room = await Classroom.OpenAsync(kind, policy, Ct);
        var histories = Histories.Requests(policy, "Australia/Lord_Howe").Sample(30, TestSize.Scale(12)).Where(requests => requests.Length > 0);
        foreach (var (number, history) in histories.Index())
        {
            var shift = room.Clock.GetCurrentInstant() + Duration.FromDays(2) - Story.Origin;
            var random = new Random(number);
            var model = StudentSessions.None;
            var (fast, general, swept) = ($"fast{number}", $"general{number}", $"swept{number}");
            foreach (var request in history.Select(request => Shifted(request, shift)))
            {
                room.Clock.AdvanceTo(request.Stamp.ReceivedAt);
                var decision = SessionMachine.Decide(model, request);
                model = decision.Student;
                var expected = decision.Verdicts.Select(verdict => verdict.Outcome);
                (await AskAsync(room, fast, request, inTransaction: false)).ShouldBe(expected, $"{request}");
                (await AskAsync(room, general, request, inTransaction: true)).ShouldBe(expected, $"{request}");
                (await AskAsync(room, swept, request, inTransaction: random.Next(2) == 0)).ShouldBe(expected, $"{request}");
                if (random.Next(3) == 0)
                {
                    await SweepOnlyAsync(room, swept, random);
                }
            }

            var now = room.Clock.Advance(Duration.FromMinutes(random.Next(120)));
            await room.SweepAsync(Ct);
            foreach (var student in new[] { fast, general, swept })
            {
                await ShouldEqualAsync(room, student, model, now);
            }
        }
    }

    // The sweep settles whoever is due; putting the others aside leaves them to the end.
    private static async Task SweepOnlyAsync(Classroom room, string student, Random random)
    {
        await room.ExecuteAsync($"UPDATE study_session SET awaits = awaits + 10 WHERE student <> '{student}' AND awaits <> 0", Ct);
        await room.SweepAsync(Ct);
        if (random.Next(4) == 0)
        {
            await room.SweepAsync(SessionSweeps.Finalise, Ct);
        }

        await room.ExecuteAsync("UPDATE study_session SET awaits = awaits - 10 WHERE awaits >= 10", Ct);
    }

    private static async Task ShouldEqualAsync(Classroom room, string student, StudentSessions model, Instant now)
    {
        foreach (var state in model.All)
        {
            var stored = await room.Study.FindAsync(Classroom.Tenant, student, state.ClientSessionId, Ct);
            stored.ShouldBe(Expected(student, state, now));
        }

        var totals = StudentTotals.Of(model.All.SelectMany(state => SessionCredit.Of(state, SessionFold.Of(state, now))));
        (await room.Study.StatisticsAsync(Classroom.Tenant, student, Ct)).ShouldBe(totals, student);
    }

    private static StudySession Expected(string student, SessionState state, Instant now)
    {
        var part = SessionFold.Of(state, now).Last;
        return new(
            part.ReportedId(state.ClientSessionId), student, state.Subject, state.Contest, part.Status, part.StartedAt,
            part.LastActivityAt, part.EndedAt, part.EndReason, part.Credit)
        {
            IdleAt = part.EndedAt is null ? state.IdleAt : null,
        };
    }

    private static async Task<IEnumerable<SessionOutcome>> AskAsync(Classroom room, string student, SessionRequest request, bool inTransaction)
    {
        var sent = new SentStamp(request.Stamp.SentAt);
        var study = room.Study;
        if (request is SendBeats beats)
        {
            var asked = new StudyBeats(student, beats.ClientSessionId, sent, beats.Beats);
            if (!inTransaction)
            {
                return (await study.HeartbeatAsync(Classroom.Tenant, asked, Ct)).Verdicts.Select(verdict => verdict.Outcome);
            }

            await using var tx = await room.Installation.Connections.BeginAsync(Classroom.Tenant, Ct);
            var replies = await study.HeartbeatAsync(tx, [asked], Ct);
            await tx.CommitAsync(Ct);
            return replies[0].Verdicts.Select(verdict => verdict.Outcome);
        }

        if (request is StartSession start)
        {
            return [(await study.StartAsync(Classroom.Tenant, new(student, start.ClientSessionId, sent, start.At, start.Subject, start.Zone.Id), Ct)).Outcome];
        }

        var command = (SessionCommand)request;
        var told = new StudyCommand(student, command.ClientSessionId, sent, command.At);
        var reply = command.Kind switch
        {
            EvidenceKind.Pause => await study.PauseAsync(Classroom.Tenant, told, Ct),
            EvidenceKind.Resume => await study.ResumeAsync(Classroom.Tenant, told, Ct),
            EvidenceKind.Submit => await study.SubmitAsync(Classroom.Tenant, told, Ct),
            _ => await study.StopAsync(Classroom.Tenant, told, Ct),
        };
        return [reply.Outcome];
    }

    private static SessionRequest Shifted(SessionRequest request, Duration by)
    {
        var stamp = new RequestStamp(request.Stamp.ReceivedAt + by, request.Stamp.SentAt + by);
        return request switch
        {
            StartSession start => start with { Stamp = stamp, At = new(start.At.At + by) },
            SendBeats beats => beats with { Stamp = stamp, Beats = [.. beats.Beats.Select(beat => new Beat(new(beat.At.At + by)))] },
            SessionCommand command => command with { Stamp = stamp, At = new(command.At.At + by) },
            _ => throw new InvalidOperationException(),
        };
    }
}
