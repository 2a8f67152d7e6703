using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>Decides any request: locks the students, loads what a decision can depend on, decides in memory, writes the result.</summary>
internal sealed class GeneralLane(SessionLoader loader, PolicyStore policies, SessionWriter writer)
{
    /// <summary>Decides requests of any students, each student's in the order given.</summary>
    /// <returns>The answers, in the order given.</returns>
    public async ValueTask<List<LaneAnswer>> DecideAsync(TenantTransaction tx, IReadOnlyList<Received> requests, CancellationToken ct)
    {
        var students = await LockAsync(tx, requests, ct).ConfigureAwait(false);
        var ids = requests.Where(request => students.Contains(request.Request.Student)).Select(request => request.SessionId).ToHashSet();
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
                answers.Add(LaneAnswer.Refused(request, SessionOutcome.Unreadable));
                continue;
            }

            // Told before its zone and policy are looked up, which may no longer be known.
            var stored = board.Find(request.Request.Student, request.Request.ClientSessionId);
            if (request.Request is StartStudy start && stored?.State.StartedAs(start.Subject, start.Contest, start.ZoneId, start.Policy) == false)
            {
                answers.Add(LaneAnswer.Refused(request, SessionOutcome.Conflict, stored));
                continue;
            }

            var decision = board.Decide(request.Request.Student, await ToRequestAsync(tx, request, stored, now, ct).ConfigureAwait(false));
            answers.Add(new(request, decision, board.Find(request.Request.Student, decision.Session?.ClientSessionId)));
        }

        var changed = board.All.Where(session => !session.IsClosed && (session.IsChanged || session.HasFallenIdle(now)));
        var complete = await loader.CompleteAsync(tx, changed, ct).ConfigureAwait(false);
        await writer.WriteAsync(tx, rows, loaded, complete, isSweep: false, now, ct).ConfigureAwait(false);
        return answers.ConvertAll(answer => answer with { Now = now });
    }

    // Only a start makes a student known. Whoever is not known has no sessions: whatever comes up meanwhile is not looked at, as it is not locked.
    private static async ValueTask<HashSet<string>> LockAsync(TenantTransaction tx, IReadOnlyList<Received> requests, CancellationToken ct)
    {
        var students = requests.Select(request => request.Request.Student).ToHashSet(StringComparer.Ordinal);
        if (requests.All(request => request.Request is not StartStudy))
        {
            return (await tx.LockKnownStudentsAsync(students, ct).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        }

        await tx.LockStudentsAsync(students, ct).ConfigureAwait(false);
        return students;
    }

    private async ValueTask<SessionRequest> ToRequestAsync(TenantTransaction tx, Received received, StoredSession? stored, Instant now, CancellationToken ct)
    {
        // A closed session has no evidence left to judge by: what was taken in long ago and comes only now, comes after its end.
        var stamp = received.Request.Stamp(stored?.IsClosed == true ? now : Instant.Min(received.At, now));
        if (received.Request is not StartStudy start)
        {
            return received.Request.ToRequest(stamp);
        }

        // A repeated start is answered from what is there, even when its policy or zone is no longer known.
        var known = stored?.State;
        var policy = known?.Policy ?? await policies.LatestAsync(tx, start.Policy, ct).ConfigureAwait(false);
        var zone = known?.Zone ?? loader.Zone(start.ZoneId)
            ?? throw new ArgumentException($"'{Printable.Clip(start.ZoneId)}' is not a known time zone.");
        return start.ToRequest(stamp, policy, zone);
    }
}
