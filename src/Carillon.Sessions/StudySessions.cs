using System.Collections.Immutable;
using Carillon.Outbox;
using Carillon.Sessions.Storage;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>Study sessions of the tenants' students: what an application calls. Every request can be repeated safely.</summary>
/// <remarks>
/// Each call opens and commits a transaction of its own; the overloads with a <see cref="TenantTransaction"/> join one, so that
/// rows of the application commit together with it. A transaction of its own that the database gives up for another begins again.
/// </remarks>
public sealed partial class StudySessions
{
    private readonly ITenantConnections _connections;
    private readonly IReceiptClock _receipts;
    private readonly GeneralLane _general;
    private readonly BeatLane _beats;
    private readonly SessionLoader _loader;
    private readonly SessionWriter _writer;
    private readonly TotalsProjection _totals;
    private readonly PolicyStore _policies;
    private readonly IOutbox _outbox;

    internal StudySessions(
        ITenantConnections connections,
        IReceiptClock receipts,
        GeneralLane general,
        BeatLane beats,
        SessionLoader loader,
        SessionWriter writer,
        TotalsProjection totals,
        PolicyStore policies,
        IOutbox outbox)
    {
        _connections = connections;
        _receipts = receipts;
        _general = general;
        _beats = beats;
        _loader = loader;
        _writer = writer;
        _totals = totals;
        _policies = policies;
        _outbox = outbox;
    }

    /// <summary>Starts a session, or answers with the one that was started under the same id.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters; the zone or the policy is not known.</exception>
    public ValueTask<StudyReply> StartAsync(TenantId tenant, StartStudy request, CancellationToken cancellationToken) =>
        AskAsync(tenant, request, cancellationToken);

    /// <summary>Starts a session inside the caller's transaction, which locks the student until it ends.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters; the zone or the policy is not known.</exception>
    public ValueTask<StudyReply> StartAsync(TenantTransaction transaction, StartStudy request, CancellationToken cancellationToken) =>
        AskAsync(transaction, request, cancellationToken);

    /// <summary>Starts sessions of any students inside the caller's transaction.</summary>
    /// <remarks>
    /// Each call locks its students until the transaction ends, in the order of their names. A transaction that starts sessions of several students
    /// asks for them in one call: one by one in any order, two transactions could wait for each other, and the
    /// database would give one of them up (see <see cref="TransactionConflict"/>).
    /// </remarks>
    /// <returns>One reply for each request, in order.</returns>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters; the zone or the policy is not known.</exception>
    public async ValueTask<ImmutableArray<StudyReply>> StartAsync(
        TenantTransaction transaction, IReadOnlyList<StartStudy> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return await DecideAsync(transaction, Receive(transaction.Tenant, requests), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on with a session, as after a page was loaded again: a sign of life that also ends a pause.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters.</exception>
    public ValueTask<StudyReply> ContinueAsync(TenantId tenant, StudyCommand request, CancellationToken cancellationToken) =>
        AskAsync(tenant, Continued(request), cancellationToken);

    /// <summary>Goes on with a session inside the caller's transaction.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters.</exception>
    public ValueTask<StudyReply> ContinueAsync(TenantTransaction transaction, StudyCommand request, CancellationToken cancellationToken) =>
        AskAsync(transaction, Continued(request), cancellationToken);

    /// <summary>Stops the clock of a session.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters.</exception>
    public ValueTask<StudyReply> PauseAsync(TenantId tenant, StudyCommand request, CancellationToken cancellationToken) =>
        AskAsync(tenant, Of(request, EvidenceKind.Pause), cancellationToken);

    /// <summary>Stops the clock of a session inside the caller's transaction.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters.</exception>
    public ValueTask<StudyReply> PauseAsync(TenantTransaction transaction, StudyCommand request, CancellationToken cancellationToken) =>
        AskAsync(transaction, Of(request, EvidenceKind.Pause), cancellationToken);

    /// <summary>Lets the clock of a session go on.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters.</exception>
    public ValueTask<StudyReply> ResumeAsync(TenantId tenant, StudyCommand request, CancellationToken cancellationToken) =>
        AskAsync(tenant, Of(request, EvidenceKind.Resume), cancellationToken);

    /// <summary>Lets the clock of a session go on inside the caller's transaction.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters.</exception>
    public ValueTask<StudyReply> ResumeAsync(TenantTransaction transaction, StudyCommand request, CancellationToken cancellationToken) =>
        AskAsync(transaction, Of(request, EvidenceKind.Resume), cancellationToken);

    /// <summary>Ends a session because the work was handed in.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters.</exception>
    public ValueTask<StudyReply> SubmitAsync(TenantId tenant, StudyCommand request, CancellationToken cancellationToken) =>
        AskAsync(tenant, Of(request, EvidenceKind.Submit), cancellationToken);

    /// <summary>Ends a session inside the caller's transaction, because the work was handed in.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters.</exception>
    public ValueTask<StudyReply> SubmitAsync(TenantTransaction transaction, StudyCommand request, CancellationToken cancellationToken) =>
        AskAsync(transaction, Of(request, EvidenceKind.Submit), cancellationToken);

    /// <summary>Ends a session because the student left.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters.</exception>
    public ValueTask<StudyReply> StopAsync(TenantId tenant, StudyCommand request, CancellationToken cancellationToken) =>
        AskAsync(tenant, Of(request, EvidenceKind.Stop), cancellationToken);

    /// <summary>Ends a session inside the caller's transaction, because the student left.</summary>
    /// <exception cref="ArgumentException">An id is empty, too long or has control characters.</exception>
    public ValueTask<StudyReply> StopAsync(TenantTransaction transaction, StudyCommand request, CancellationToken cancellationToken) =>
        AskAsync(transaction, Of(request, EvidenceKind.Stop), cancellationToken);

    internal ValueTask<StudyReply> CommandAsync(TenantId tenant, StudyCommand request, EvidenceKind kind, CancellationToken ct) =>
        AskAsync(tenant, Of(request, kind), ct);

    /// <summary>Keeps a version of a policy; sessions that start under its name from now on follow it.</summary>
    /// <exception cref="ArgumentException">The policy contradicts itself, or the version is kept with other rules.</exception>
    public async ValueTask SetPolicyAsync(TenantId tenant, SessionPolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        await _connections.WriteAsync(
            tenant, (transaction, token) => _policies.AddAsync(transaction, policy.Validate(), token), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<StudyReply> AskAsync(TenantId tenant, StudyRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        SessionText.Refuse(request.Problem);
        var received = Receive(tenant, request);
        return (await _connections.WriteAsync(tenant, (transaction, token) => DecideAsync(transaction, [received], token), ct).ConfigureAwait(false))[0];
    }

    private async ValueTask<StudyReply> AskAsync(TenantTransaction transaction, StudyRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(request);
        SessionText.Refuse(request.Problem);
        return (await DecideAsync(transaction, [Receive(transaction.Tenant, request)], ct).ConfigureAwait(false))[0];
    }

    private async ValueTask<ImmutableArray<StudyReply>> DecideAsync(TenantTransaction transaction, List<Received> received, CancellationToken ct)
    {
        var answers = await _general.DecideAsync(transaction, received, ct).ConfigureAwait(false);

        // A start locks its student's row, which it makes. Where it is refused, a student without sessions stays unknown.
        var refused = answers.Where(answer => answer is { Received.Request: StartStudy, Session: null }).Select(answer => answer.Received.Request.Student).ToList();
        if (refused.Count > 0)
        {
            await transaction.ForgetStrangersAsync(refused, ct).ConfigureAwait(false);
        }

        return [.. answers.Select(Reply)];
    }

    private static StudyReply Reply(LaneAnswer answer)
    {
        var session = answer.Session switch
        {
            null => null,
            { IsPartial: true, Row: { } row } => row.Tell(),
            var stored => StudySession.Of(stored.Student, stored.State, SessionFold.Of(stored.State, answer.Now).Last),
        };
        return new(answer.Decision.Outcome, session, answer.Decision.Verdicts[0].ClockSuspect);
    }

    private Received Receive(TenantId tenant, StudyRequest request) => new(request, request.Sent.ReceivedAt ?? _receipts.Receive(tenant));

    private static ContinueStudy Continued(StudyCommand request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request.Student, request.ClientSessionId, request.Sent, request.At);
    }

    private static StudyCommand Of(StudyCommand request, EvidenceKind kind)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request with { Kind = kind };
    }
}
