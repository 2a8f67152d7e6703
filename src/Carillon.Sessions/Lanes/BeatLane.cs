using Carillon.Sessions.Storage;
using Carillon.Tenancy;

namespace Carillon.Sessions.Lanes;

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
        foreach (var session in requests.Index().GroupBy(request => request.Item.SessionId).Where(session => rows.ContainsKey(session.Key)))
        {
            var row = rows[session.Key];
            var policy = await policies.GetAsync(tx, row.Policy, row.PolicyVersion, ct).ConfigureAwait(false);
            if (PlainBeats.Of(row, policy, session.Select(request => (request.Index, request.Item)), now) is { } plain)
            {
                taken.Add(plain);
            }
        }

        var evidence = taken.SelectMany(session => session.Evidence()).ToList();
        var added = await tx.AddEvidenceAsync(evidence, ct).ConfigureAwait(false);

        // Repetitions are answered with the instants they were first accepted at.
        var repeated = evidence.Count == added.Count ? [] : evidence.ConvertAll(row => row.SessionId).Distinct().ToList();
        var known = await tx.ReadEvidenceAsync(repeated, ct).ConfigureAwait(false);
        var moved = taken.ConvertAll(session => session.Settle(added, known, replies)).OfType<LiveRow>().ToList();
        if (moved.Count > 0 && await tx.MoveActivityAsync(moved, ct).ConfigureAwait(false) != moved.Count)
        {
            throw new InvalidOperationException($"Locked sessions of tenant '{tx.Tenant}' changed under their lock.");
        }

        return replies;
    }
}
