using Carillon.EntityFrameworkCore;
using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>Reading, locking and writing sessions.</summary>
internal static partial class SessionStatements
{
    /// <summary>Locks sessions by id, in id order. Nothing that selects them can change, so the locked versions are what is returned.</summary>
    public static ValueTask<List<LiveRow>> LockLiveSessionsAsync(this TenantTransaction tx, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var rows = RowSet.Of(ids, c => c.Column("id", id => id));
        return tx.QueryAsync(
            $"SELECT {LiveRow.Columns} FROM study_session WHERE tenant_id = {tx.Tenant} AND id IN (SELECT r.id FROM {rows:r}) AND awaits = 1 ORDER BY id{tx.Dialect().ForUpdate}",
            LiveRow.Reader(tx.Tenant),
            ct);
    }

    /// <summary>Locks the named sessions and all of the students that are not final, in id order. The students are locked already.</summary>
    public static ValueTask<List<SessionRow>> LockSessionsAsync(
        this TenantTransaction tx, IReadOnlyCollection<string> students, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var named = RowSet.Of(ids, c => c.Column("id", id => id));
        var theirs = RowSet.Of(students, c => c.Column("student", s => s));
        return tx.QueryAsync(
            $"""
             SELECT {SessionRow.Columns} FROM study_session
             WHERE tenant_id = {tx.Tenant} AND id IN (
                 SELECT r.id FROM {named:r}
                 UNION
                 SELECT s.id FROM study_session AS s WHERE s.tenant_id = {tx.Tenant} AND s.awaits IN (1, 2) AND s.student IN (SELECT t.student FROM {theirs:t}))
             ORDER BY id{tx.Dialect().ForUpdate}
             """,
            SessionRow.Reader(tx.Tenant),
            ct);
    }

    /// <summary>Reads sessions without a lock.</summary>
    public static ValueTask<List<SessionRow>> ReadSessionsAsync(this TenantTransaction tx, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var rows = RowSet.Of(ids, c => c.Column("id", id => id));
        return tx.QueryAsync(
            $"SELECT {SessionRow.Columns} FROM study_session WHERE tenant_id = {tx.Tenant} AND id IN (SELECT r.id FROM {rows:r})",
            SessionRow.Reader(tx.Tenant),
            ct);
    }

    /// <summary>Reads the sessions of a student that are not final.</summary>
    public static ValueTask<List<SessionRow>> ReadOpenSessionsAsync(this TenantTransaction tx, string student, CancellationToken ct) => tx.QueryAsync(
        $"SELECT {SessionRow.Columns} FROM study_session WHERE tenant_id = {tx.Tenant} AND student = {student} AND awaits IN (1, 2) ORDER BY opened_at, id",
        SessionRow.Reader(tx.Tenant),
        ct);

    /// <summary>The earliest wake-up of a sweep.</summary>
    public static ValueTask<Instant?> NextWakeAsync(this TenantTransaction tx, SessionWait wait, Instant? from, CancellationToken ct)
    {
        var since = from ?? Instant.FromUnixTimeTicks(0);
        return tx.FirstOrDefaultAsync(
            $"SELECT min(wake_at) FROM study_session WHERE tenant_id = {tx.Tenant} AND awaits = {Literal(wait)} AND wake_at >= {since}",
            row => row.InstantOrNull(0),
            ct);
    }

    /// <summary>Due sessions and their students, earliest first, without a lock.</summary>
    public static ValueTask<List<(Guid Id, string Student)>> FindDueAsync(this TenantTransaction tx, SessionWait wait, SweepWindow window, CancellationToken ct)
    {
        var since = window.From ?? Instant.FromUnixTimeTicks(0);
        if (window.Only is { } only)
        {
            var rows = RowSet.Of(only, c => c.Column("id", id => id));
            return tx.QueryAsync(
                $"SELECT id, student FROM study_session WHERE tenant_id = {tx.Tenant} AND awaits = {Literal(wait)} AND wake_at <= {window.Until} AND id IN (SELECT r.id FROM {rows:r})",
                row => (row.Guid(0), row.Text(1)),
                ct);
        }

        return tx.QueryAsync(
            $"SELECT id, student FROM study_session WHERE tenant_id = {tx.Tenant} AND awaits = {Literal(wait)} AND wake_at >= {since} AND wake_at <= {window.Until} ORDER BY wake_at, id LIMIT {window.Limit}",
            row => (row.Guid(0), row.Text(1)),
            ct);
    }

    /// <summary>Locks those of the sessions that are still due and whose students are locked, in id order, and returns the locked versions.</summary>
    public static ValueTask<List<SessionRow>> ClaimSessionsAsync(
        this TenantTransaction tx, SessionWait wait, Instant until, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<string> students, CancellationToken ct)
    {
        var due = RowSet.Of(ids, c => c.Column("id", id => id));
        var theirs = RowSet.Of(students, c => c.Column("student", s => s));
        return tx.QueryAsync(
            $"""
             SELECT {SessionRow.Columns} FROM study_session
             WHERE tenant_id = {tx.Tenant} AND awaits = {Literal(wait)} AND wake_at <= {until}
               AND id IN (SELECT r.id FROM {due:r}) AND student IN (SELECT t.student FROM {theirs:t})
             ORDER BY id{tx.Dialect().ForUpdateSkipLocked}
             """,
            SessionRow.Reader(tx.Tenant),
            ct);
    }

    /// <summary>Moves the wake-up of a failing session, and nothing else.</summary>
    public static ValueTask<int> PutAsideAsync(this TenantTransaction tx, SessionWait wait, Guid id, Instant until, CancellationToken ct) => tx.ExecuteAsync(
        $"UPDATE study_session SET wake_at = {until}, failures = failures + 1 WHERE tenant_id = {tx.Tenant} AND id = {id} AND awaits = {Literal(wait)}",
        ct);

    // Written into the statement, so that the planner sees that a partial index holds it.
    private static SqlText Literal(SessionWait wait) => wait == SessionWait.AutoEnd ? new("1") : new("2");
}
