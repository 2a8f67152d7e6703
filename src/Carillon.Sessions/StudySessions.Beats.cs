using System.Collections.Immutable;
using Carillon.Sessions.Storage;
using Carillon.Tenancy;

namespace Carillon.Sessions;

public sealed partial class StudySessions
{
    /// <summary>Takes the signs of life of one session.</summary>
    /// <exception cref="ArgumentException">A request as a whole is malformed: an id that is empty, too long or has control characters, no beats or too many. The message says which.</exception>
    public async ValueTask<BeatsReply> HeartbeatAsync(TenantId tenant, StudyBeats request, CancellationToken cancellationToken) =>
        (await HeartbeatAsync(tenant, [request], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Takes the signs of life of many sessions, of any students; this is the fast way in.</summary>
    /// <remarks>What is not plain (ended, capped, reopened) is decided in a second transaction; each has its own verdicts.</remarks>
    /// <returns>One reply for each request, in order.</returns>
    /// <exception cref="ArgumentException">A request as a whole is malformed: an id that is empty, too long or has control characters, no beats or too many. The message says which.</exception>
    public async ValueTask<ImmutableArray<BeatsReply>> HeartbeatAsync(
        TenantId tenant, IReadOnlyList<StudyBeats> requests, CancellationToken cancellationToken)
    {
        var received = Receive(tenant, requests);
        var replies = await _connections.WriteAsync(tenant, (tx, ct) => _beats.TakeAsync(tx, received, ct), cancellationToken).ConfigureAwait(false);

        // Students are locked before sessions, so what needs a student's lock starts over.
        var left = received.Index().Where(request => replies[request.Index] is null).ToList();
        if (left.Count > 0)
        {
            var rest = left.ConvertAll(request => request.Item);
            var answers = await _connections.WriteAsync(tenant, (tx, ct) => DecideBeatsAsync(tx, rest, ct), cancellationToken).ConfigureAwait(false);
            left.Zip(answers).ToList().ForEach(pair => replies[pair.First.Index] = pair.Second);
        }

        return [.. replies.Select(reply => reply!)];
    }

    /// <summary>Takes signs of life inside the caller's transaction, which locks the students until it ends.</summary>
    /// <remarks>Like <see cref="StartAsync(TenantTransaction, IReadOnlyList{StartStudy}, CancellationToken)"/>: those of several students belong in one call.</remarks>
    /// <returns>One reply for each request, in order.</returns>
    /// <exception cref="ArgumentException">A request as a whole is malformed: an id that is empty, too long or has control characters, no beats or too many. The message says which.</exception>
    public async ValueTask<ImmutableArray<BeatsReply>> HeartbeatAsync(
        TenantTransaction transaction, IReadOnlyList<StudyBeats> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return await DecideBeatsAsync(transaction, Receive(transaction.Tenant, requests), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ImmutableArray<BeatsReply>> DecideBeatsAsync(TenantTransaction transaction, List<Received> requests, CancellationToken ct)
    {
        var answers = await _general.DecideAsync(transaction, requests, ct).ConfigureAwait(false);
        return [.. answers.Select(answer =>
        {
            var (request, state) = (answer.Received.Request, answer.Session?.State);
            var isLive = state?.IsLive(answer.Now) == true;
            return new BeatsReply(
                request.Student, request.ClientSessionId, answer.Decision.Verdicts, isLive ? state!.IdleAt : null, isLive ? state!.PromptAt : null);
        })];
    }

    private List<Received> Receive(TenantId tenant, IReadOnlyList<StudyRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        foreach (var (index, request) in requests.Index())
        {
            SessionText.Refuse(request is null ? $"Request {index} is missing"
                : request.Problem is { } problem ? $"Request {index}, of student '{Printable.Clip(request.Student)}': {problem}"
                : null);
        }

        var now = _receipts.Receive(tenant);
        return [.. requests.Select(request => new Received(request, request.Sent.ReceivedAt ?? now))];
    }
}
