using Carillon.Tenancy;
using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions.Storage;

internal sealed partial record SessionRow
{
    /// <summary>The row after a session was folded. Deadlines of live sessions move earlier at once, later only when a sweep comes by.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="session">The session.</param>
    /// <param name="fold">Its fold at <paramref name="now"/>.</param>
    /// <param name="slot">The place in the scope, when the session is live.</param>
    /// <param name="isSweep">Whether a sweep came by.</param>
    /// <param name="now">The database clock.</param>
    public static SessionRow Next(TenantId tenant, StoredSession session, SessionFold fold, int? slot, bool isSweep, Instant now)
    {
        var (old, state, last) = (session.Row, session.State, fold.Last);
        var isLive = last.EndedAt is null;
        var due = isLive ? state.IdleAt : last.EndedAt!.Value + state.Policy.LateWindow;
        var wait = isLive ? SessionWait.AutoEnd : SessionWait.Finalise;
        var keeps = old?.Awaits == wait && isLive && !isSweep && due >= old.WakeAt;
        var isNews = !isLive && (old?.State, old?.Part, old?.EndedAt, old?.EndReason, old?.Credit)
            != (last.Status, last.Number, last.EndedAt, last.EndReason, last.Credit);

        // A student who was erased can come back under the same id: the versions of the new row go on above those that were told before.
        var version = old is null ? now.ToUnixTimeMicroseconds() : old.Version + 1;
        return new()
        {
            TenantId = tenant,
            Id = session.Id,
            Student = session.Student,
            ClientSessionId = state.ClientSessionId,
            Subject = state.Subject,
            Contest = state.Contest,
            ZoneId = state.Zone.Id,
            Policy = state.Policy.Name,
            PolicyVersion = state.Policy.Version,
            ScopeKey = state.ScopeKey,
            Slot = isLive ? slot : null,
            State = last.Status,
            Part = last.Number,
            OpenedAt = state.StartedAt,
            StartedAt = last.Number == 1 ? state.CountsFrom : last.StartedAt,
            LastActivityAt = state.LastActivityAt,
            Paused = state.IsPaused,
            EndedAt = last.EndedAt,
            EndReason = last.EndReason,
            Yielded = state.Yielded,
            LastOffset = state.LastOffset,
            Credit = isLive ? Duration.Zero : last.Credit,
            Version = version,
            EndVersion = isNews ? version : old?.EndVersion ?? 0,
            Awaits = wait,
            DueAt = keeps ? old!.DueAt : due,
            WakeAt = keeps ? old!.WakeAt : Instant.Max(due, now),
            Failures = keeps ? old!.Failures : 0,
        };
    }
}
