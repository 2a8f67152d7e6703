using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;

namespace Carillon.Sessions.Storage;

/// <summary>The parts that the longest session cut off.</summary>
internal static class PartStatements
{
    /// <summary>The parts of sessions, in order.</summary>
    public static async ValueTask<ILookup<Guid, PartRow>> ReadPartsAsync(this TenantTransaction tx, IReadOnlyCollection<Guid> sessions, CancellationToken ct)
    {
        if (sessions.Count == 0)
        {
            return Array.Empty<PartRow>().ToLookup(_ => Guid.Empty);
        }

        var rows = RowSet.Of(sessions, c => c.Column("id", id => id));
        var parts = await tx.QueryAsync(
            $"""
             SELECT session_id, part, started_at, ended_at, end_reason, credit, end_version FROM study_part
             WHERE tenant_id = {tx.Tenant} AND session_id IN (SELECT r.id FROM {rows:r}) ORDER BY session_id, part
             """,
            PartRow.Reader(tx.Tenant),
            ct).ConfigureAwait(false);
        return parts.ToLookup(part => part.SessionId);
    }

    /// <summary>Writes parts over what was there.</summary>
    public static async ValueTask WritePartsAsync(this TenantTransaction tx, IReadOnlyCollection<PartRow> parts, CancellationToken ct)
    {
        if (parts.Count == 0)
        {
            return;
        }

        var rows = RowSet.Of(parts, c => c
            .Column("session_id", p => p.SessionId).Column("part", p => p.Part).Column("started_at", p => p.StartedAt)
            .Column("ended_at", p => p.EndedAt).Column("end_reason", p => p.EndReason).Column("credit", p => p.Credit).Column("end_version", p => p.EndVersion));
        await tx.ExecuteAsync(
            $"""
             INSERT INTO study_part (tenant_id, session_id, part, started_at, ended_at, end_reason, credit, end_version)
             SELECT {tx.Tenant}, r.session_id, r.part, r.started_at, r.ended_at, r.end_reason, r.credit, r.end_version FROM {rows:r} WHERE 1 = 1
             ON CONFLICT (tenant_id, session_id, part) DO UPDATE SET
                 started_at = excluded.started_at, ended_at = excluded.ended_at, end_reason = excluded.end_reason, credit = excluded.credit,
                 end_version = excluded.end_version
             """,
            ct).ConfigureAwait(false);
    }

    /// <summary>Drops the parts of a session from a number on: late evidence closed the gap that they were made of.</summary>
    public static async ValueTask DropPartsAsync(this TenantTransaction tx, IReadOnlyCollection<(Guid Session, int From)> sessions, CancellationToken ct)
    {
        if (sessions.Count == 0)
        {
            return;
        }

        var rows = RowSet.Of(sessions, c => c.Column("id", s => s.Session).Column("since", s => s.From));
        await tx.ExecuteAsync(
            $"""
             DELETE FROM study_part WHERE (tenant_id, session_id, part) IN (
                 SELECT p.tenant_id, p.session_id, p.part FROM {rows:r}
                 JOIN study_part AS p ON p.tenant_id = {tx.Tenant} AND p.session_id = r.id AND p.part >= r.since)
             """,
            ct).ConfigureAwait(false);
    }
}
