using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>Materialises what sessions come to: rows, parts, study time, totals, messages. The students are locked.</summary>
internal sealed class SessionWriter(TotalsProjection totals, IOutbox outbox, IWakeHints hints)
{
    /// <summary>Writes the sessions.</summary>
    /// <param name="tx">The transaction that holds the locks.</param>
    /// <param name="rows">All that is locked, readable or not: says which places of a scope are taken.</param>
    /// <param name="read">Those of them that can be read.</param>
    /// <param name="changed">What shall be written, with all evidence.</param>
    /// <param name="isSweep">Whether a sweep came by, which moves deadlines of live sessions to where they belong.</param>
    /// <param name="now">The database clock.</param>
    /// <param name="ct">Ends the wait.</param>
    public async ValueTask WriteAsync(
        TenantTransaction tx,
        IReadOnlyCollection<SessionRow> rows,
        IReadOnlyCollection<StoredSession> read,
        IReadOnlyCollection<StoredSession> changed,
        bool isSweep,
        Instant now,
        CancellationToken ct)
    {
        if (changed.Count == 0)
        {
            return;
        }

        var slots = new ScopeSlots(rows, read, changed, now);
        var written = changed.Select(session =>
        {
            var fold = SessionFold.Of(session.State, now);
            return new WrittenSession(session, fold, SessionRow.Next(tx.Tenant, session, fold, slots.Take(session), isSweep, now));
        }).ToList();
        await tx.AddEvidenceAsync(
            [.. changed.SelectMany(session => session.NewEvidence.Select(e => EvidenceRow.Of(tx.Tenant, session.Id, e)))], ct).ConfigureAwait(false);
        var messages = await WritePartsAsync(tx, written, ct).ConfigureAwait(false);
        await WriteRowsAsync(tx, written, ct).ConfigureAwait(false);
        var touched = await WriteSpansAsync(tx, written, ct).ConfigureAwait(false);
        var days = await totals.RefreshAsync(tx, touched, now, ct).ConfigureAwait(false);

        messages.AddRange(written.Where(session => session.EndIsNews).Select(session => session.EndMessage));
        messages.AddRange(days.Where(day => day.Kind == TotalKind.Day).Select(SessionMessages.DayChanged));
        if (messages.Count > 0)
        {
            await outbox.AppendAsync(tx, messages, ct).ConfigureAwait(false);
        }

        await HintAsync(tx, SessionSweeps.AutoEnd, written.Where(session => session.WaitsFor(SessionWait.AutoEnd)), ct).ConfigureAwait(false);
        await HintAsync(tx, SessionSweeps.Finalise, written.Where(session => session.WaitsFor(SessionWait.Finalise)), ct).ConfigureAwait(false);
    }

    /// <summary>Brings all totals of a student in line with the stored study time. The student is locked.</summary>
    /// <returns>How many changed, and whether all sessions could be read.</returns>
    public async ValueTask<(int Changed, bool IsComplete)> RebuildTotalsAsync(TenantTransaction tx, string student, CancellationToken ct)
    {
        var now = await tx.NowAsync(ct).ConfigureAwait(false);
        var (all, isComplete) = await totals.AllDaysAsync(tx, student, ct).ConfigureAwait(false);
        var days = await totals.RefreshAsync(tx, [all], now, ct).ConfigureAwait(false);
        await outbox.AppendAsync(tx, [.. days.Where(day => day.Kind == TotalKind.Day).Select(SessionMessages.DayChanged)], ct).ConfigureAwait(false);
        return (days.Count, isComplete);
    }

    private static async ValueTask<List<OutboxMessage>> WritePartsAsync(TenantTransaction tx, List<WrittenSession> written, CancellationToken ct)
    {
        var parted = written.Where(session => session.Fold.Parts.Length > 1 || session.Stored.Row?.Part > 1).ToList();
        var stored = await tx.ReadPartsAsync([.. parted.Select(session => session.Row.Id)], ct).ConfigureAwait(false);
        var changed = parted.SelectMany(session => session.ChangedParts(stored[session.Row.Id])).ToList();
        await tx.WritePartsAsync([.. changed.Select(part => part.Row)], ct).ConfigureAwait(false);
        await tx.DropPartsAsync(
            [.. parted.Where(session => session.Stored.Row?.Part > session.Row.Part).Select(session => (session.Row.Id, session.Row.Part))], ct).ConfigureAwait(false);
        return changed.ConvertAll(part => part.Message);
    }

    // Places are given up before they are taken: one statement could meet them in the wrong order.
    private static async ValueTask WriteRowsAsync(TenantTransaction tx, List<WrittenSession> written, CancellationToken ct)
    {
        var known = written.Where(session => session.Stored.Row is not null).ToList();
        var takers = known.Where(session => session.Row.Slot is { } slot && session.Stored.Row!.Slot != slot).Select(session => session.Row).ToList();
        var others = known.Select(session => session.Row).Except(takers).ToList();
        var won = await tx.ChangeSessionsAsync(others, ct).ConfigureAwait(false) + await tx.ChangeSessionsAsync(takers, ct).ConfigureAwait(false);
        if (won != known.Count)
        {
            throw new InvalidOperationException($"{known.Count - won} of {known.Count} locked sessions of tenant '{tx.Tenant}' changed under their lock.");
        }

        await tx.AddSessionsAsync([.. written.Where(session => session.Stored.Row is null).Select(session => session.Row)], ct).ConfigureAwait(false);
    }

    private static async ValueTask<IEnumerable<TouchedDays>> WriteSpansAsync(TenantTransaction tx, List<WrittenSession> written, CancellationToken ct)
    {
        var replaced = written.Where(session => session.ReplacesSpans).ToList();
        var dropped = await tx.DropSpansAsync([.. replaced.Select(session => (session.Stored, session.EndedParts))], ct).ConfigureAwait(false);
        var spans = written.SelectMany(session => session.Spans()).ToList();
        await tx.AddSpansAsync(spans, areNew: replaced.Count == 0, ct).ConfigureAwait(false);

        var touched = new Dictionary<string, TouchedDays>(StringComparer.Ordinal);
        var byId = written.ToDictionary(session => session.Row.Id);
        var all = dropped.Concat(spans.Select(span => (Session: span.SessionId, Span: new Interval(span.FromAt, span.ToAt))));
        foreach (var session in all.GroupBy(span => span.Session, span => span.Span))
        {
            var owner = byId[session.Key];
            if (touched.TryGetValue(owner.Row.Student, out var days))
            {
                days.Own = null;
            }
            else
            {
                touched.Add(owner.Row.Student, days = new(owner.Row.Student));
                days.Own = owner.OnlyCredit is { } credit ? (session.Key, credit) : null;
            }

            days.IsReplaced |= owner.ReplacesSpans;
            days.Add(session, owner.Stored.State.Zone);
        }

        return touched.Values;
    }

    private async ValueTask HintAsync(TenantTransaction tx, JobName sweep, IEnumerable<WrittenSession> sessions, CancellationToken ct)
    {
        if (sessions.Min(session => session.Row.WakeAt) is { } due)
        {
            await hints.HintAsync(tx, sweep, due, ct).ConfigureAwait(false);
        }
    }
}
