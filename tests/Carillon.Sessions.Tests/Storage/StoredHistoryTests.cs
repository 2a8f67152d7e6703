using System.Collections.Immutable;
using Carillon.EntityFrameworkCore;
using Carillon.Sessions.Tests.Domain;
using Carillon.Sessions.Tests.Faults;
using Carillon.Tenancy;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

/// <summary>The stored sessions against the pure machine: random clients, random sweeps, both ways in.</summary>
public sealed class StoredHistoryTests
{
    private const int Turns = 60;

    private static readonly SessionPolicy Short = SessionPolicy.Default with
    {
        PauseTimeout = Duration.FromMinutes(15),
        MaxSession = Duration.FromMinutes(15),
        LateWindow = Duration.FromHours(6),
        MaxAge = Duration.FromHours(8),
        PromptBefore = Duration.FromMinutes(1),
    };

    private static readonly SessionPolicy[] Policies =
    [
        Short with { Name = "two", Exclusivity = Exclusivity.Allow(2) },
        Short with { Name = "supersede" },
        Short with { Name = "join", Exclusivity = Exclusivity.Join },
        Short with { Name = "subject", Scope = ExclusivityScope.Subject },
    ];

    // Beats come in by the fast way; by the general way alone; by either of them, with sweeps in between.
    private static readonly TenantId Fast = TenantId.Parse("fast");
    private static readonly TenantId General = TenantId.Parse("general");
    private static readonly TenantId Swept = TenantId.Parse("swept");

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A3_What_is_stored_equals_the_pure_fold_whatever_sweeps_came_by_and_whichever_way_beats_came_in(string kind)
    {
        await using var school = await School.OpenAsync(kind, [Fast, General, Swept], Ct, configure: NoSync.Use);
        foreach (var (tenant, policy) in from tenant in new[] { Fast, General, Swept } from policy in Policies select (tenant, policy))
        {
            await school.Study.SetPolicyAsync(tenant, policy, Ct);
        }

        var met = new HashSet<SessionOutcome>();
        for (var seed = 0; seed < TestSize.Scale(4); seed++)
        {
            school.Clock.Advance(Duration.FromDays(3));
            met.UnionWith(await HistoryAsync(school, seed, Policies[seed % Policies.Length]));
        }

        met.ShouldBe(Enum.GetValues<SessionOutcome>().Where(outcome => outcome != SessionOutcome.Unreadable), ignoreOrder: true);
    }

    private static async Task<HashSet<SessionOutcome>> HistoryAsync(School school, int seed, SessionPolicy policy)
    {
        var (student, random, model) = ($"student{seed}", new Random(seed), StudentSessions.None);
        var met = new HashSet<SessionOutcome>();
        foreach (var (turn, requests) in BusyHistory.Of(seed, policy, school.Clock.GetCurrentInstant(), Turns).Index())
        {
            school.Clock.AdvanceTo(requests[0].Stamp.ReceivedAt);
            var expected = new List<SessionDecision>();
            foreach (var request in requests)
            {
                expected.Add(SessionMachine.Decide(model, request));
                model = expected[^1].Student;
            }

            met.UnionWith(expected.SelectMany(decision => decision.Verdicts).Select(verdict => verdict.Outcome));
            foreach (var (tenant, joins) in new[] { (Fast, false), (General, true), (Swept, random.Next(2) == 0) })
            {
                var place = $"history {seed}, turn {turn}, {tenant}: {string.Join("; ", requests)}";
                await ShouldAnswerAsync(school, tenant, student, requests, expected, joins, place);
            }

            // What the longest session cut off is cut off at once, not when a sweep comes by.
            var parts = model.All.Select(state => (state.ClientSessionId, SessionFold.Of(state, requests[0].Stamp.ReceivedAt).Last.Number));
            (await PartsAsync(school, student)).ShouldBe(parts, ignoreOrder: true, $"history {seed}, turn {turn}");
            if (random.Next(3) == 0)
            {
                await school.Sweeps.RunAsync(random.Next(4) == 0 ? SessionSweeps.Finalise : SessionSweeps.AutoEnd, Swept, Ct);
            }
        }

        school.Clock.Advance(Duration.FromMinutes(random.Next(120)));
        foreach (var tenant in new[] { Fast, General, Swept })
        {
            await school.Sweeps.RunAsync(SessionSweeps.AutoEnd, tenant, Ct);
            await ShouldEqualAsync(school, tenant, student, model);
        }

        return met;
    }

    private static async Task ShouldAnswerAsync(
        School school, TenantId tenant, string student, ImmutableArray<SessionRequest> requests, List<SessionDecision> expected, bool joins, string place)
    {
        var now = requests[0].Stamp.ReceivedAt;
        if (requests[0] is not SendBeats)
        {
            var reply = await AskAsync(school.Study, tenant, student, requests[0]);
            (reply.Outcome, reply.ClockSuspect).ShouldBe((expected[0].Outcome, expected[0].Verdicts[0].ClockSuspect), place);
            reply.Session.ShouldBe(expected[0].Session is { } state ? Expected(student, state, now) : null, place);
            return;
        }

        StudyBeats[] beats = [.. requests.Cast<SendBeats>().Select(r => new StudyBeats(student, r.ClientSessionId, new(r.Stamp.SentAt), r.Beats))];
        var replies = joins ? await JoinAsync(school, tenant, beats) : await school.Study.HeartbeatAsync(tenant, beats, Ct);
        foreach (var (reply, decision) in replies.Zip(expected))
        {
            reply.Verdicts.ShouldBe(decision.Verdicts, place);
            ShouldTellIdle(reply, decision.Session, now, place);
        }
    }

    // The row may lag behind the evidence by a quarter of the timeout, so a client may be told a little early.
    private static void ShouldTellIdle(BeatsReply reply, SessionState? state, Instant now, string place)
    {
        if (state?.IsLive(now) != true)
        {
            (reply.IdleAt, reply.PromptAt).ShouldBe((null, null), place);
            return;
        }

        reply.IdleAt!.Value.ShouldBeInRange(state.IdleAt - (state.Policy.IdleTimeout / 4), state.IdleAt, place);
        reply.PromptAt.ShouldBe(reply.IdleAt - state.Policy.PromptBefore, place);
    }

    private static async Task ShouldEqualAsync(School school, TenantId tenant, string student, StudentSessions model)
    {
        var now = school.Clock.GetCurrentInstant();
        foreach (var state in model.All)
        {
            (await school.Study.FindAsync(tenant, student, state.ClientSessionId, Ct)).ShouldBe(Expected(student, state, now), $"{tenant}");
        }

        var totals = StudentTotals.Of(model.All.SelectMany(state => SessionCredit.Of(state, SessionFold.Of(state, now))));
        (await school.Study.StatisticsAsync(tenant, student, Ct)).ShouldBe(totals, $"{tenant}");
    }

    private static async Task<List<(string Session, int Part)>> PartsAsync(School school, string student)
    {
        await using var tx = await school.Installation.Connections.BeginAsync(Fast, TransactionMode.Read, Ct);
        return await tx.QueryAsync(
            $"SELECT client_session_id, part FROM study_session WHERE tenant_id = {Fast} AND student = {student}", row => (row.Text(0), row.Int(1)), Ct);
    }

    private static StudySession Expected(string student, SessionState state, Instant now)
    {
        var part = SessionFold.Of(state, now).Last;
        return new(
            part.ReportedId(state.ClientSessionId), student, state.Subject, state.Contest, part.Status, part.StartedAt,
            part.LastActivityAt, part.EndedAt, part.EndReason, part.Credit)
        {
            IdleAt = part.EndedAt is null ? state.IdleAt : null,
            PromptAt = part.EndedAt is null ? state.PromptAt : null,
        };
    }

    private static async Task<ImmutableArray<BeatsReply>> JoinAsync(School school, TenantId tenant, StudyBeats[] beats)
    {
        await using var tx = await school.Installation.Connections.BeginAsync(tenant, Ct);
        var replies = await school.Study.HeartbeatAsync(tx, beats, Ct);
        await tx.CommitAsync(Ct);
        return replies;
    }

    internal static async Task<StudyReply> AskAsync(StudySessions study, TenantId tenant, string student, SessionRequest request)
    {
        var sent = new SentStamp(request.Stamp.SentAt);
        if (request is StartSession start)
        {
            return await study.StartAsync(
                tenant, new(student, start.ClientSessionId, sent, start.At, start.Subject, start.Zone.Id, Policy: start.Policy.Name), Ct);
        }

        var command = (SessionCommand)request;
        var told = new StudyCommand(student, command.ClientSessionId, sent, command.At);
        return command.Kind switch
        {
            EvidenceKind.Pause => await study.PauseAsync(tenant, told, Ct),
            EvidenceKind.Resume => await study.ResumeAsync(tenant, told, Ct),
            EvidenceKind.Submit => await study.SubmitAsync(tenant, told, Ct),
            _ => await study.StopAsync(tenant, told, Ct),
        };
    }
}
