using System.Collections.Immutable;
using Carillon.Sessions.Storage;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions;

public sealed partial class StudySessions
{
    /// <summary>The student's live sessions, the one heard of last first; empty when there is none.</summary>
    public async ValueTask<ImmutableArray<StudySession>> ActiveAsync(TenantId tenant, string student, CancellationToken cancellationToken)
    {
        var (loaded, now) = await ReadOpenAsync(tenant, student, cancellationToken).ConfigureAwait(false);
        return [.. loaded.Where(session => session.State.IsLive(now)).OrderByDescending(session => session.State.LastActivityAt)
            .Select(session => StudySession.Of(student, session.State, SessionFold.Of(session.State, now).Last))];
    }

    /// <summary>The session of a client session id as it stands, or null when it was never started.</summary>
    public async ValueTask<StudySession?> FindAsync(TenantId tenant, string student, string clientSessionId, CancellationToken cancellationToken)
    {
        if (await ReadOneAsync(tenant, student, clientSessionId, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var (row, state, now) = found;
        return row.FinalisedAt is null ? StudySession.Of(student, state, SessionFold.Of(state, now).Last) : row.Tell();
    }

    /// <summary>Why an instant of a session counts as study or not; null when the session is not known or its evidence is no longer kept.</summary>
    public async ValueTask<CreditProof?> ExplainAsync(
        TenantId tenant, string student, string clientSessionId, Instant at, CancellationToken cancellationToken) =>
        await ReadOneAsync(tenant, student, clientSessionId, cancellationToken).ConfigureAwait(false) is { Row.FinalisedAt: null } found
            ? CreditProof.Of(found.State, at, found.Now)
            : null;

    /// <summary>A student's totals as they stand, live sessions included.</summary>
    /// <remarks>Stored totals, with the days of live and idle sessions computed anew.</remarks>
    public async ValueTask<ImmutableSortedDictionary<TotalKey, Duration>> StatisticsAsync(
        TenantId tenant, string student, CancellationToken cancellationToken)
    {
        SessionText.Require(nameof(student), student);
        var transaction = await _connections.BeginAsync(tenant, TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var (loaded, now) = await ReadOpenAsync(transaction, student, cancellationToken).ConfigureAwait(false);
            var live = loaded.Where(session => session.Row!.Awaits == SessionWait.AutoEnd)
                .SelectMany(session => SessionCredit.Of(session.State, SessionFold.Of(session.State, now))).ToList();
            var stored = (await transaction.ReadTotalsAsync(student, cancellationToken).ConfigureAwait(false))
                .Where(row => row.Micros > Duration.Zero).ToDictionary(row => row.TotalKey, row => row.Micros);
            var touched = new TouchedDays(student);
            live.ForEach(credit => touched.Add(credit.Spans, credit.Zone));
            if (touched.Dates.Count > 0)
            {
                var spans = await transaction.ReadSpansAsync([(student, touched.Window, null)], cancellationToken).ConfigureAwait(false);
                var (ended, isComplete) = await _totals.CreditsAsync(transaction, spans.Where(span => !span.IsLive), cancellationToken).ConfigureAwait(false);
                var days = StudentTotals.Days([.. ended, .. live]).Where(total => touched.Dates.Contains(total.Key.Date!.Value));
                stored = TotalsProjection.Over(stored.Where(total => !isComplete || !touched.Dates.Contains(total.Key.Date!.Value)), days);
            }

            return stored.Concat(StudentTotals.OverAllDays(stored)).ToImmutableSortedDictionary(TotalKey.Order);
        }
    }

    private async ValueTask<(SessionRow Row, SessionState State, Instant Now)?> ReadOneAsync(
        TenantId tenant, string student, string clientSessionId, CancellationToken ct)
    {
        SessionText.Require(nameof(student), student);
        SessionText.Require(nameof(clientSessionId), clientSessionId);
        var transaction = await _connections.BeginAsync(tenant, TransactionMode.Read, ct).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var rows = await transaction.ReadSessionsAsync([SessionRow.IdOf(student, clientSessionId)], ct).ConfigureAwait(false);
            var loaded = await _loader.LoadAsync(transaction, rows, _ => true, ct).ConfigureAwait(false);
            var now = await transaction.NowAsync(ct).ConfigureAwait(false);
            return loaded.Count == 0 ? null : (loaded[0].Row!, loaded[0].State, now);
        }
    }

    private async ValueTask<(List<StoredSession> Sessions, Instant Now)> ReadOpenAsync(TenantId tenant, string student, CancellationToken ct)
    {
        SessionText.Require(nameof(student), student);
        var transaction = await _connections.BeginAsync(tenant, TransactionMode.Read, ct).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            return await ReadOpenAsync(transaction, student, ct).ConfigureAwait(false);
        }
    }

    private async ValueTask<(List<StoredSession> Sessions, Instant Now)> ReadOpenAsync(TenantTransaction transaction, string student, CancellationToken ct)
    {
        var rows = await transaction.ReadOpenSessionsAsync(student, ct).ConfigureAwait(false);
        var loaded = await _loader.LoadReadableAsync(transaction, rows, row => row.Awaits == SessionWait.AutoEnd, ct).ConfigureAwait(false);
        return (loaded, await transaction.NowAsync(ct).ConfigureAwait(false));
    }
}
