using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>The stored study time.</summary>
internal static class SpanStatements
{
    /// <summary>Drops spans of sessions up to a part and returns them with their students.</summary>
    public static async ValueTask<List<(Guid Session, Interval Span)>> DropSpansAsync(
        this TenantTransaction tx, IReadOnlyCollection<(StoredSession Session, int ThroughPart)> sessions, CancellationToken ct)
    {
        if (sessions.Count == 0)
        {
            return [];
        }

        // The bound is what makes it one range of the key: evidence is never older on arrival than the policy allows.
        var rows = RowSet.Of(sessions, c => c
            .Column("student", s => s.Session.Student).Column("id", s => s.Session.Id).Column("through", s => s.ThroughPart)
            .Column("since", s => s.Session.State.StartedAt - s.Session.State.Policy.MaxAge));
        return await tx.QueryAsync(
            $"""
             DELETE FROM study_span WHERE (tenant_id, student, to_at, session_id) IN (
                 SELECT s.tenant_id, s.student, s.to_at, s.session_id FROM {rows:r}
                 JOIN study_span AS s ON s.tenant_id = {tx.Tenant} AND s.student = r.student AND s.to_at >= r.since
                     AND s.session_id = r.id AND s.part <= r.through)
             RETURNING session_id, from_at, to_at
             """,
            row => (row.Guid(0), new Interval(row.Instant(1), row.Instant(2))),
            ct).ConfigureAwait(false);
    }

    /// <summary>Adds spans.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="spans">The spans.</param>
    /// <param name="areNew">Whether none can be there yet; otherwise they go over those that are left of reopened sessions.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async ValueTask AddSpansAsync(this TenantTransaction tx, IReadOnlyCollection<SpanRow> spans, bool areNew, CancellationToken ct)
    {
        if (spans.Count == 0)
        {
            return;
        }

        var rows = RowSet.Of(spans, c => c
            .Column("student", s => s.Student).Column("to_at", s => s.ToAt).Column("session_id", s => s.SessionId)
            .Column("from_at", s => s.FromAt).Column("part", s => s.Part).Column("started_at", s => s.StartedAt));
        SqlText onConflict = areNew ? SqlText.Empty : new(
            """
            ON CONFLICT (tenant_id, student, to_at, session_id) DO UPDATE SET
                from_at = excluded.from_at, part = excluded.part, started_at = excluded.started_at
            """);
        await tx.ExecuteAsync(
            $"""
             INSERT INTO study_span (tenant_id, student, to_at, session_id, from_at, part, started_at)
             SELECT {tx.Tenant}, r.student, r.to_at, r.session_id, r.from_at, r.part, r.started_at FROM {rows:r} WHERE 1 = 1
             {onConflict}
             """,
            ct).ConfigureAwait(false);
    }

    /// <summary>The study time of students inside a window each, with what decides where it counts; that of a session of theirs can be left out.</summary>
    public static ValueTask<List<CreditRow>> ReadSpansAsync(
        this TenantTransaction tx, IReadOnlyCollection<(string Student, Interval Window, Guid? Except)> students, CancellationToken ct)
    {
        var rows = RowSet.Of(students, c => c
            .Column("student", s => s.Student).Column("since", s => s.Window.Start).Column("until", s => s.Window.End)
            .Column("except_id", s => s.Except ?? Guid.Empty));
        return tx.QueryAsync(
            $"""
             SELECT s.student, s.session_id, s.part, s.started_at, s.from_at, s.to_at, c.client_session_id, c.subject, c.contest, c.zone_id,
                 c.policy, c.policy_version, c.awaits
             FROM {rows:r}
             JOIN study_span AS s ON s.tenant_id = {tx.Tenant} AND s.student = r.student AND s.to_at > r.since AND s.from_at < r.until
                 AND s.session_id <> r.except_id
             JOIN study_session AS c ON c.tenant_id = {tx.Tenant} AND c.id = s.session_id
             """,
            CreditRow.Read,
            ct);
    }
}
