using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>
/// The common case of beats, without a fold: live sessions whose beats change nothing but evidence and latest activity.
/// What is not plain is left to the general lane; both give the same rows.
/// </summary>
internal sealed class BeatLane(PolicyStore policies)
{
    /// <summary>Takes the beats that are plain.</summary>
    /// <returns>One reply for each request, in order; null where the general lane has to decide.</returns>
    public async ValueTask<BeatsReply?[]> TakeAsync(TenantTransaction tx, IReadOnlyList<Received> requests, CancellationToken ct)
    {
        var replies = new BeatsReply?[requests.Count];
        var rows = (await tx.LockLiveSessionsAsync([.. requests.Select(request => request.SessionId).Distinct()], ct).ConfigureAwait(false))
            .ToDictionary(row => row.Id);
        if (rows.Count == 0)
        {
            return replies;
        }

        var now = await tx.NowAsync(ct).ConfigureAwait(false);
        var taken = new List<PlainBeats>();
        foreach (var student in requests.Index().GroupBy(request => request.Item.Request.Student, StringComparer.Ordinal))
        {
            taken.AddRange(await PlainAsync(tx, rows, student, now, ct).ConfigureAwait(false));
        }

        var evidence = taken.SelectMany(session => session.Evidence()).ToList();
        var added = await tx.AddEvidenceAsync(evidence, ct).ConfigureAwait(false);

        // Repetitions are answered with the instants they were first accepted at.
        var repeated = added is null ? [] : evidence.ConvertAll(row => row.SessionId).Distinct().ToList();
        var known = await tx.ReadEvidenceAsync(repeated, ct).ConfigureAwait(false);
        var moved = taken.ConvertAll(session => session.Settle(added, known, replies)).OfType<LiveRow>().ToList();
        if (moved.Count > 0 && await tx.MoveActivityAsync(moved, ct).ConfigureAwait(false) != moved.Count)
        {
            throw new InvalidOperationException($"Locked sessions of tenant '{tx.Tenant}' changed under their lock.");
        }

        return replies;
    }

    // A request that has to be decided can change what the student's later ones mean, so all of a student's go the same way.
    private async ValueTask<List<PlainBeats>> PlainAsync(
        TenantTransaction tx, Dictionary<Guid, LiveRow> rows, IEnumerable<(int Index, Received Item)> requests, Instant now, CancellationToken ct)
    {
        var plain = new List<PlainBeats>();
        foreach (var session in requests.GroupBy(request => request.Item.SessionId))
        {
            if (!rows.TryGetValue(session.Key, out var row))
            {
                return [];
            }

            // The general lane tells what cannot be read.
            var policy = await policies.FindAsync(tx, row.Policy, row.PolicyVersion, ct).ConfigureAwait(false);
            if (policy is null || PlainBeats.Of(row, policy, session, now) is not { } one)
            {
                return [];
            }

            plain.Add(one);
        }

        return plain;
    }
}
