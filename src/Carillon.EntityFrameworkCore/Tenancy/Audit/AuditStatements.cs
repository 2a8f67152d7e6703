using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal static class AuditStatements
{
    /// <summary>Adds an entry in the transaction of what it tells of.</summary>
    public static async ValueTask AppendAuditAsync(this DatabaseTransaction transaction, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);
        var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
        await transaction.ExecuteAsync(
            $"""
            INSERT INTO carillon_audit (at, entry_id, tenant_id, actor, action, subject, before, after)
            VALUES ({now}, {Guid.CreateVersion7()}, {note.Tenant}, {note.Actor}, {note.Action}, {note.Subject}, {note.Before}, {note.After})
            """,
            cancellationToken).ConfigureAwait(false);
    }
}
