using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;

namespace Carillon.Sessions.Storage;

/// <summary>The locks of students. They come before the locks of sessions, both in key order.</summary>
internal static class StudentStatements
{
    /// <summary>Locks the students' rows, made where they are missing, until the end of the transaction. For what gives students sessions, or takes them.</summary>
    public static async ValueTask LockStudentsAsync(this TenantTransaction tx, IEnumerable<string> students, CancellationToken ct)
    {
        var sorted = students.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var rows = RowSet.Of(sorted, c => c.Column("student", s => s));

        // One statement: a student who is erased between an insert and a lock would be left without a row. The update never happens, but locks.
        await tx.ExecuteAsync(
            $"""
             INSERT INTO study_student (tenant_id, student) SELECT {tx.Tenant}, r.student FROM {rows:r} WHERE 1 = 1
             ON CONFLICT (tenant_id, student) DO UPDATE SET student = excluded.student WHERE 1 = 0
             """,
            ct).ConfigureAwait(false);
    }

    /// <summary>Locks those students that have a row, until the end of the transaction, and returns them: the others have no sessions.</summary>
    public static ValueTask<List<string>> LockKnownStudentsAsync(this TenantTransaction tx, IEnumerable<string> students, CancellationToken ct)
    {
        var rows = RowSet.Of([.. students.Distinct(StringComparer.Ordinal)], c => c.Column("student", s => s));
        return tx.QueryAsync(
            $"""
             SELECT student FROM study_student
             WHERE tenant_id = {tx.Tenant} AND student IN (SELECT r.student FROM {rows:r})
             ORDER BY student{tx.Dialect().ForUpdate}
             """,
            row => row.Text(0),
            ct);
    }

    /// <summary>Locks those students that have a row and returns them; those locked by others are skipped.</summary>
    public static ValueTask<List<string>> ClaimStudentsAsync(this TenantTransaction tx, IEnumerable<string> students, CancellationToken ct)
    {
        var rows = RowSet.Of([.. students.Distinct(StringComparer.Ordinal)], c => c.Column("student", s => s));
        return tx.QueryAsync(
            $"""
             SELECT student FROM study_student
             WHERE tenant_id = {tx.Tenant} AND student IN (SELECT r.student FROM {rows:r})
             ORDER BY student{tx.Dialect().ForUpdateSkipLocked}
             """,
            row => row.Text(0),
            ct);
    }

    /// <summary>Locks a student, removes all rows and returns the number of sessions.</summary>
    public static async ValueTask<int> EraseAsync(this TenantTransaction tx, string student, CancellationToken ct)
    {
        await tx.LockStudentsAsync([student], ct).ConfigureAwait(false);
        foreach (var table in new[] { new SqlText("study_evidence"), new SqlText("study_part") })
        {
            await tx.ExecuteAsync(
                $"DELETE FROM {table} WHERE tenant_id = {tx.Tenant} AND session_id IN (SELECT id FROM study_session WHERE tenant_id = {tx.Tenant} AND student = {student})",
                ct).ConfigureAwait(false);
        }

        await tx.ExecuteAsync($"DELETE FROM study_span WHERE tenant_id = {tx.Tenant} AND student = {student}", ct).ConfigureAwait(false);
        await tx.ExecuteAsync($"DELETE FROM study_total WHERE tenant_id = {tx.Tenant} AND student = {student}", ct).ConfigureAwait(false);
        var removed = await tx.ExecuteAsync($"DELETE FROM study_session WHERE tenant_id = {tx.Tenant} AND student = {student}", ct).ConfigureAwait(false);
        await tx.ExecuteAsync($"DELETE FROM study_student WHERE tenant_id = {tx.Tenant} AND student = {student}", ct).ConfigureAwait(false);
        return removed;
    }

    /// <summary>The next students in key order, for walks over all of them.</summary>
    public static ValueTask<List<string>> ReadStudentsAsync(this TenantTransaction tx, string after, int limit, CancellationToken ct) => tx.QueryAsync(
        $"SELECT student FROM study_student WHERE tenant_id = {tx.Tenant} AND student > {after} ORDER BY student LIMIT {limit}",
        row => row.Text(0),
        ct);
}
