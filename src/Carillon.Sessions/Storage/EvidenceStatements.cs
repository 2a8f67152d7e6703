using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;

namespace Carillon.Sessions.Storage;

/// <summary>Reading, adding and dropping evidence.</summary>
internal static class EvidenceStatements
{
    private const string BeforeAdding = "before_evidence";
    private static readonly SqlText Columns = new("session_id, kind, key, effective_at, client_at, received_at, clock_offset, clock_suspect");
    private static readonly SqlText ColumnsOfRows = new("r.session_id, r.kind, r.key, r.effective_at, r.client_at, r.received_at, r.clock_offset, r.clock_suspect");

    /// <summary>The evidence of sessions.</summary>
    public static async ValueTask<ILookup<Guid, Evidence>> ReadEvidenceAsync(this TenantTransaction tx, IReadOnlyCollection<Guid> sessions, CancellationToken ct)
    {
        if (sessions.Count == 0)
        {
            return Array.Empty<Evidence>().ToLookup(_ => Guid.Empty);
        }

        var rows = RowSet.Of(sessions, c => c.Column("id", id => id));
        var found = await tx.QueryAsync(
            $"""
             SELECT e.session_id, e.kind, e.key, e.effective_at, e.client_at, e.received_at, e.clock_offset, e.clock_suspect
             FROM study_evidence AS e WHERE e.tenant_id = {tx.Tenant} AND e.session_id IN (SELECT r.id FROM {rows:r})
             """,
            EvidenceRow.Read,
            ct).ConfigureAwait(false);
        return found.ToLookup(row => row.Session, row => row.Evidence);
    }

    /// <summary>Adds evidence and returns the session, kind and key of what was new; null where all of it was, which is the rule.</summary>
    public static async ValueTask<HashSet<(Guid Session, EvidenceKind Kind, string Key)>?> AddEvidenceAsync(
        this TenantTransaction tx, IReadOnlyCollection<EvidenceRow> evidence, CancellationToken ct)
    {
        if (evidence.Count == 0)
        {
            return null;
        }

        var rows = RowSet.Of(evidence, c => c
            .Column("session_id", e => e.SessionId).Column("kind", e => e.Kind).Column("key", e => e.Key).Column("effective_at", e => e.EffectiveAt)
            .Column("client_at", e => e.ClientAt).Column("received_at", e => e.ReceivedAt).Column("clock_offset", e => e.ClockOffset).Column("clock_suspect", e => e.ClockSuspect));

        // Which rows were new is asked only where not all of them were: telling of each costs as much as a fifth of adding it.
        await tx.Transaction.SaveAsync(BeforeAdding, ct).ConfigureAwait(false);
        var count = await tx.ExecuteAsync(
            $"""
             INSERT INTO study_evidence (tenant_id, {Columns}) SELECT {tx.Tenant}, {ColumnsOfRows} FROM {rows:r} WHERE 1 = 1
             ON CONFLICT DO NOTHING
             """,
            ct).ConfigureAwait(false);
        if (count == evidence.Count)
        {
            return null;
        }

        await tx.Transaction.RollbackAsync(BeforeAdding, ct).ConfigureAwait(false);
        var added = await tx.QueryAsync(
            $"""
             INSERT INTO study_evidence (tenant_id, {Columns}) SELECT {tx.Tenant}, {ColumnsOfRows} FROM {rows:r} WHERE 1 = 1
             ON CONFLICT DO NOTHING
             RETURNING session_id, kind, key
             """,
            row => (row.Guid(0), (EvidenceKind)row.Int(1), row.Text(2)),
            ct).ConfigureAwait(false);
        return [.. added];
    }

    /// <summary>Drops the evidence of sessions that are final: their spans stay.</summary>
    public static ValueTask<int> DropEvidenceAsync(this TenantTransaction tx, IReadOnlyCollection<Guid> sessions, CancellationToken ct)
    {
        var rows = RowSet.Of(sessions, c => c.Column("id", id => id));
        return tx.ExecuteAsync(
            $"DELETE FROM study_evidence WHERE tenant_id = {tx.Tenant} AND session_id IN (SELECT r.id FROM {rows:r})", ct);
    }
}
