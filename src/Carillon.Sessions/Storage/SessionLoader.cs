using Carillon.Tenancy;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>Makes sessions of rows: with their evidence where a decision needs it, otherwise with a stand-in for it.</summary>
internal sealed partial class SessionLoader(PolicyStore policies, IDateTimeZoneProvider zones, ILogger<SessionLoader> logger)
{
    /// <summary>Loads sessions that have to be readable, all of them.</summary>
    /// <exception cref="InvalidDataException">One cannot be read.</exception>
    public async ValueTask<List<StoredSession>> LoadAsync(
        TenantTransaction tx, IReadOnlyCollection<SessionRow> rows, Func<SessionRow, bool> isNeeded, CancellationToken ct)
    {
        var read = await ReadAsync(tx, rows, isNeeded, ct).ConfigureAwait(false);
        return read.ConvertAll(one => one.Session ?? throw one.Problem!);
    }

    /// <summary>Loads the sessions that this host can read and tells about the others, which are left as they are.</summary>
    public async ValueTask<List<StoredSession>> LoadReadableAsync(
        TenantTransaction tx, IReadOnlyCollection<SessionRow> rows, Func<SessionRow, bool> isNeeded, CancellationToken ct)
    {
        var read = await ReadAsync(tx, rows, isNeeded, ct).ConfigureAwait(false);
        read.ForEach(one => Tell(tx, one.Problem));
        return [.. read.Select(one => one.Session).OfType<StoredSession>()];
    }

    /// <summary>Replaces stand-ins by the evidence, keeping what was decided. A session that turns out to be unreadable stays as it is.</summary>
    public async ValueTask<List<StoredSession>> CompleteAsync(TenantTransaction tx, IEnumerable<StoredSession> sessions, CancellationToken ct)
    {
        var all = sessions.ToList();
        var partial = all.Where(session => session.IsPartial).Select(session => session.Id).ToList();
        var evidence = await tx.ReadEvidenceAsync(partial, ct).ConfigureAwait(false);
        all.Where(session => session.IsPartial && !evidence.Contains(session.Id)).ToList().ForEach(session => Tell(tx, WithoutEvidence(session.Id)));
        return [.. all.Where(session => !session.IsPartial || evidence.Contains(session.Id)).Select(session => !session.IsPartial ? session : session with
        {
            Before = session.Before! with { Evidence = EvidenceSet.Of(evidence[session.Id]) },
            State = session.State with { Evidence = EvidenceSet.Of(evidence[session.Id]) },
            IsPartial = false,
        })];
    }

    /// <summary>Tells that a session cannot be read.</summary>
    public void Tell(TenantTransaction tx, InvalidDataException? problem)
    {
        if (problem is not null)
        {
            LogUnreadable(tx.Tenant, problem.Message);
        }
    }

    /// <summary>The zone of a stored session.</summary>
    /// <exception cref="InvalidDataException">This host does not know it.</exception>
    public DateTimeZone Zone(Guid session, string id) => Zone(id)
        ?? throw new InvalidDataException($"Session {session} is in time zone '{Printable.Clip(id)}', which this host does not know.");

    public DateTimeZone? Zone(string id) => zones.GetZoneOrNull(id);

    private async ValueTask<List<(StoredSession? Session, InvalidDataException? Problem)>> ReadAsync(
        TenantTransaction tx, IReadOnlyCollection<SessionRow> rows, Func<SessionRow, bool> isNeeded, CancellationToken ct)
    {
        bool HasEvidence(SessionRow row) => row.FinalisedAt is null && isNeeded(row);
        var evidence = await tx.ReadEvidenceAsync([.. rows.Where(HasEvidence).Select(row => row.Id)], ct).ConfigureAwait(false);
        var read = new List<(StoredSession?, InvalidDataException?)>(rows.Count);
        foreach (var row in rows)
        {
            try
            {
                var isPartial = !HasEvidence(row);
                var known = isPartial ? StandIn(row) : evidence.Contains(row.Id) ? evidence[row.Id] : throw WithoutEvidence(row.Id);
                var state = await StateAsync(tx, row, known, ct).ConfigureAwait(false);
                read.Add((new(row.Student, row, state, state) { IsPartial = isPartial }, null));
            }
            catch (InvalidDataException problem)
            {
                read.Add((null, problem));
            }
        }

        return read;
    }

    private static InvalidDataException WithoutEvidence(Guid session) => new($"Session {session} has lost its evidence.");

    private async ValueTask<SessionState> StateAsync(TenantTransaction tx, SessionRow row, IEnumerable<Evidence> evidence, CancellationToken ct) => new()
    {
        ClientSessionId = row.ClientSessionId,
        Subject = row.Subject,
        Contest = row.Contest,
        Zone = Zone(row.Id, row.ZoneId),
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
