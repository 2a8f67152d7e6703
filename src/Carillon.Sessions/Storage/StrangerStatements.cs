using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;

namespace Carillon.Sessions.Storage;

/// <summary>Students who are known by their lock alone.</summary>
internal static class StrangerStatements
{
    /// <summary>Removes the rows of those students that have no session. They are locked by this transaction.</summary>
    public static async ValueTask ForgetStrangersAsync(this TenantTransaction tx, IEnumerable<string> students, CancellationToken ct)
    {
        var rows = RowSet.Of([.. students.Distinct(StringComparer.Ordinal)], c => c.Column("student", s => s));
        await tx.ExecuteAsync(
            $"""
             DELETE FROM study_student
             WHERE tenant_id = {tx.Tenant} AND student IN (SELECT r.student FROM {rows:r})
               AND NOT EXISTS (SELECT 1 FROM study_session AS s WHERE s.tenant_id = study_student.tenant_id AND s.student = study_student.student)
             """,
            ct).ConfigureAwait(false);
    }
}
