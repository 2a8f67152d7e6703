using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>Makes sessions of rows: with their evidence where a decision needs it, otherwise with a stand-in for it.</summary>
internal sealed class SessionLoader(PolicyStore policies, IDateTimeZoneProvider zones)
{
    public async ValueTask<List<StoredSession>> LoadAsync(
        TenantTransaction tx, IReadOnlyCollection<SessionRow> rows, Func<SessionRow, bool> isNeeded, CancellationToken ct)
    {
        bool HasEvidence(SessionRow row) => row.FinalisedAt is null && isNeeded(row);
        var evidence = await tx.ReadEvidenceAsync([.. rows.Where(HasEvidence).Select(row => row.Id)], ct).ConfigureAwait(false);
        var sessions = new List<StoredSession>(rows.Count);
        foreach (var row in rows)
        {
            var isPartial = !HasEvidence(row);
            var state = await StateAsync(tx, row, isPartial ? StandIn(row) : evidence[row.Id], ct).ConfigureAwait(false);
            sessions.Add(new(row.Student, row, state, state) { IsPartial = isPartial });
        }

        return sessions;
    }

    /// <summary>Replaces stand-ins by the evidence, keeping what was decided.</summary>
    public static async ValueTask<List<StoredSession>> CompleteAsync(TenantTransaction tx, IEnumerable<StoredSession> sessions, CancellationToken ct)
    {
        var all = sessions.ToList();
        var partial = all.Where(session => session.IsPartial).Select(session => session.Id).ToList();
        var evidence = await tx.ReadEvidenceAsync(partial, ct).ConfigureAwait(false);
        return all.ConvertAll(session => !session.IsPartial ? session : session with
        {
            Before = session.Before! with { Evidence = EvidenceSet.Of(evidence[session.Id]) },
            State = session.State with { Evidence = EvidenceSet.Of(evidence[session.Id]) },
            IsPartial = false,
        });
    }

    public DateTimeZone Zone(SessionRow row) => Zone(row.ZoneId)
        ?? throw new InvalidDataException($"Session {row.Id} is in time zone '{Printable.Clip(row.ZoneId)}', which this host does not know.");

    public DateTimeZone? Zone(string id) => zones.GetZoneOrNull(id);

    private async ValueTask<SessionState> StateAsync(TenantTransaction tx, SessionRow row, IEnumerable<Evidence> evidence, CancellationToken ct) => new()
    {
        ClientSessionId = row.ClientSessionId,
        Subject = row.Subject,
        Contest = row.Contest,
        Zone = Zone(row),
        Policy = await policies.GetAsync(tx, row.Policy, row.PolicyVersion, ct).ConfigureAwait(false),
        StartedAt = row.OpenedAt,
        Evidence = EvidenceSet.Of(evidence),
        End = row is { EndReason: SessionEndReason.Submitted or SessionEndReason.Stopped or SessionEndReason.Superseded, EndedAt: { } at }
            ? new(row.EndReason.Value, at)
            : null,
        Yielded = row.Yielded,
    };

    private static IEnumerable<Evidence> StandIn(SessionRow row)
    {
        var last = row.LastActivityAt;
        yield return new(row.OpenedAt, EvidenceKind.Start, "start", row.OpenedAt, row.OpenedAt);
        yield return new(last, EvidenceKind.Beat, string.Empty, last, last, row.LastOffset ?? Duration.Zero);
        if (row.Paused)
        {
            yield return new(last, EvidenceKind.Pause, string.Empty, last, last, row.LastOffset ?? Duration.Zero);
        }
    }
}
