using Carillon.Sessions.Storage;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Lanes;

/// <summary>Decides any request: locks the students, loads what a decision can depend on, decides in memory, writes the result.</summary>
internal sealed class GeneralLane(SessionLoader loader, PolicyStore policies, SessionWriter writer)
{
    /// <summary>Decides requests of any students, each student's in the order given.</summary>
    /// <returns>The answers, in the order given.</returns>
    public async ValueTask<List<LaneAnswer>> DecideAsync(TenantTransaction tx, IReadOnlyList<Received> requests, CancellationToken ct)
    {
        var students = requests.Select(request => request.Request.Student).Distinct(StringComparer.Ordinal).ToList();
        var ids = requests.Select(request => request.SessionId).ToHashSet();
        await tx.LockStudentsAsync(students, ct).ConfigureAwait(false);
        var rows = await tx.LockSessionsAsync(students, ids, ct).ConfigureAwait(false);
        var now = await tx.NowAsync(ct).ConfigureAwait(false);
        var loaded = await loader.LoadReadableAsync(tx, rows, row => row.Awaits == SessionWait.AutoEnd || ids.Contains(row.Id), ct).ConfigureAwait(false);
        var board = new Board(loaded);
        var unreadable = rows.Select(row => row.Id).Except(loaded.Select(session => session.Id)).ToHashSet();

        var answers = new List<LaneAnswer>(requests.Count);
        foreach (var request in requests)
        {
            if (unreadable.Contains(request.SessionId))
            {
                answers.Add(LaneAnswer.Unreadable(request));
                continue;
            }

            SessionDecision? decision = null;
            foreach (var asked in await ToRequestsAsync(tx, request, board, now, ct).ConfigureAwait(false))
            {
                var next = board.Decide(request.Request.Student, asked);
                decision ??= next;
            }

            answers.Add(new(request, decision!, board.Find(request.Request.Student, decision!.Session?.ClientSessionId)));
        }

        var changed = board.All.Where(session => !session.IsClosed && (session.IsChanged || session.HasFallenIdle(now)));
        var complete = await loader.CompleteAsync(tx, changed, ct).ConfigureAwait(false);
        await writer.WriteAsync(tx, rows, complete, isSweep: false, now, ct).ConfigureAwait(false);
        return answers.ConvertAll(answer => answer with { Now = now });
    }

    private async ValueTask<IEnumerable<SessionRequest>> ToRequestsAsync(TenantTransaction tx, Received received, Board board, Instant now, CancellationToken ct)
    {
        var stored = board.Find(received.Request.Student, received.Request.ClientSessionId);

        // A closed session has no evidence left to judge by: what was taken in long ago and comes only now, comes after its end.
        var stamp = received.Request.Stamp(stored?.IsClosed == true ? now : Instant.Min(received.At, now));
        if (received.Request is not StartStudy start)
        {
            return received.Request.ToRequests(stamp);
        }

        // A repeated start is answered from what is there, even when its policy or zone is no longer known.
        var known = stored?.State;
        var policy = known?.Policy ?? await policies.LatestAsync(tx, start.Policy, ct).ConfigureAwait(false);
        var zone = known?.Zone ?? loader.Zone(start.ZoneId)
            ?? throw new ArgumentException($"'{Printable.Clip(start.ZoneId)}' is not a known time zone.", nameof(received));
        return [start.ToRequest(stamp, policy, zone)];
    }
}
