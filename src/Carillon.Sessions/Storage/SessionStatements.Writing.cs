using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;

namespace Carillon.Sessions.Storage;

internal static partial class SessionStatements
{
    /// <summary>Adds sessions.</summary>
    public static async ValueTask AddSessionsAsync(this TenantTransaction tx, IReadOnlyCollection<SessionRow> sessions, CancellationToken ct)
    {
        if (sessions.Count == 0)
        {
            return;
        }

        var rows = RowSet.Of(sessions, c => Changing(c)
            .Column("student", s => s.Student).Column("client_session_id", s => s.ClientSessionId).Column("subject", s => s.Subject)
            .Column("contest", s => s.Contest).Column("zone_id", s => s.ZoneId).Column("scope_key", s => s.ScopeKey).Column("opened_at", s => s.OpenedAt));
        await tx.ExecuteAsync(
            $"""
             INSERT INTO study_session (
                 tenant_id, id, student, client_session_id, subject, contest, zone_id, scope_key, opened_at, policy, policy_version,
                 slot, state, part, started_at, last_activity_at, paused, ended_at, end_reason, yielded, last_offset, credit, version,
                 end_version, awaits, due_at, wake_at, failures)
             SELECT {tx.Tenant}, r.id, r.student, r.client_session_id, r.subject, r.contest, r.zone_id, r.scope_key, r.opened_at, r.policy, r.policy_version,
                 r.slot, r.state, r.part, r.started_at, r.last_activity_at, r.paused, r.ended_at, r.end_reason, r.yielded, r.last_offset, r.credit, r.version,
                 r.end_version, r.awaits, r.due_at, r.wake_at, r.failures
             FROM {rows:r}
             """,
            ct).ConfigureAwait(false);
    }

    /// <summary>Changes sessions, each guarded by the version before.</summary>
    /// <returns>How many were still at that version.</returns>
    public static ValueTask<int> ChangeSessionsAsync(this TenantTransaction tx, IReadOnlyCollection<SessionRow> sessions, CancellationToken ct)
    {
        if (sessions.Count == 0)
        {
            return ValueTask.FromResult(0);
        }

        var rows = RowSet.Of(sessions, c => Changing(c));
        return tx.ExecuteAsync(
            $"""
             UPDATE study_session SET
                 policy = r.policy, policy_version = r.policy_version, slot = r.slot, state = r.state, part = r.part, started_at = r.started_at,
                 last_activity_at = r.last_activity_at, paused = r.paused, ended_at = r.ended_at, end_reason = r.end_reason, yielded = r.yielded,
                 last_offset = r.last_offset, credit = r.credit, version = r.version, end_version = r.end_version, awaits = r.awaits,
                 due_at = r.due_at, wake_at = r.wake_at, failures = r.failures
             FROM {rows:r}
             WHERE study_session.tenant_id = {tx.Tenant} AND study_session.id = r.id AND study_session.version = r.version - 1
             """,
            ct);
    }

    /// <summary>What beats change of live sessions: nothing that an index holds.</summary>
    /// <returns>How many were still at the version before.</returns>
    public static ValueTask<int> MoveActivityAsync(this TenantTransaction tx, IReadOnlyCollection<LiveRow> sessions, CancellationToken ct)
    {
        var rows = RowSet.Of(sessions, c => c
            .Column("id", s => s.Id).Column("version", s => s.Version).Column("at", s => s.LastActivityAt).Column("moved", s => s.LastOffset));
        return tx.ExecuteAsync(
            $"""
             UPDATE study_session SET last_activity_at = r.at, last_offset = r.moved, version = r.version
             FROM {rows:r}
             WHERE study_session.tenant_id = {tx.Tenant} AND study_session.id = r.id AND study_session.version = r.version - 1
             """,
            ct);
    }

    /// <summary>Marks ended sessions as final at the instants that their late windows closed.</summary>
    /// <returns>How many were still ended.</returns>
    public static ValueTask<int> FinaliseSessionsAsync(this TenantTransaction tx, IReadOnlyCollection<SessionRow> sessions, CancellationToken ct)
    {
        var rows = RowSet.Of(sessions, c => c.Column("id", s => s.Id).Column("version", s => s.Version).Column("at", s => s.DueAt));
        return tx.ExecuteAsync(
            $"""
             UPDATE study_session SET finalised_at = r.at, awaits = 0, wake_at = NULL, due_at = NULL, failures = 0, version = r.version + 1
             FROM {rows:r}
             WHERE study_session.tenant_id = {tx.Tenant} AND study_session.id = r.id AND study_session.version = r.version AND study_session.awaits = 2
             """,
            ct);
    }

    private static RowSetBuilder<SessionRow> Changing(RowSetBuilder<SessionRow> columns) => columns
        .Column("id", s => s.Id).Column("policy", s => s.Policy).Column("policy_version", s => s.PolicyVersion).Column("slot", s => s.Slot)
        .Column("state", s => s.State).Column("part", s => s.Part).Column("started_at", s => s.StartedAt)
        .Column("last_activity_at", s => s.LastActivityAt).Column("paused", s => s.Paused).Column("ended_at", s => s.EndedAt)
        .Column("end_reason", s => s.EndReason).Column("yielded", s => s.Yielded).Column("last_offset", s => s.LastOffset)
        .Column("credit", s => s.Credit).Column("version", s => s.Version).Column("end_version", s => s.EndVersion)
        .Column("awaits", s => s.Awaits).Column("due_at", s => s.DueAt).Column("wake_at", s => s.WakeAt).Column("failures", s => s.Failures);
}
