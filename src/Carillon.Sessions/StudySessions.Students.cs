using Carillon.Sessions.Storage;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions;

public sealed partial class StudySessions
{
    /// <summary>Removes everything that is kept about a student, messages included: those that wait are never sent.</summary>
    /// <returns>How many sessions were removed.</returns>
    public async ValueTask<int> EraseStudentAsync(TenantId tenant, string student, CancellationToken cancellationToken)
    {
        SessionText.Require(nameof(student), student);
        return await _connections.WriteAsync(
            tenant,
            async (transaction, ct) =>
            {
                var removed = await transaction.EraseAsync(student, ct).ConfigureAwait(false);
                await _outbox.EraseAsync(transaction, student, ct).ConfigureAwait(false);
                return removed;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Computes a student's stored totals anew from the stored study time.</summary>
    /// <returns>How many totals were not what the study time adds up to.</returns>
    public async ValueTask<int> RebuildTotalsAsync(TenantId tenant, string student, CancellationToken cancellationToken) =>
        (await RebuildAsync(tenant, student, cancellationToken).ConfigureAwait(false)).Changed;

    /// <summary>The same, and whether all of the student's sessions could be read.</summary>
    internal async ValueTask<(int Changed, bool IsComplete)> RebuildAsync(TenantId tenant, string student, CancellationToken ct)
    {
        SessionText.Require(nameof(student), student);
        return await _connections.WriteAsync(
            tenant,
            async (transaction, token) => (await transaction.LockKnownStudentsAsync([student], token).ConfigureAwait(false)).Count == 0
                ? (0, true)
                : await _writer.RebuildTotalsAsync(transaction, student, token).ConfigureAwait(false),
            ct).ConfigureAwait(false);
    }

    /// <summary>Keeps rules as the next version of their policy, unless they are those of the latest one.</summary>
    internal ValueTask<SessionPolicy> NextPolicyAsync(TenantId tenant, SessionPolicy rules, CancellationToken ct) =>
        _connections.WriteAsync(tenant, (transaction, token) => _policies.AddNextAsync(transaction, rules, token), ct);

    internal ValueTask<SessionPolicy> PolicyAsync(TenantId tenant, string name, CancellationToken ct) =>
        _connections.WriteAsync(tenant, (transaction, token) => _policies.LatestAsync(transaction, name, token), ct);

    /// <summary>What other rules make of a student's evidence that is kept, and whether all sessions could be read; applied when asked.</summary>
    internal async ValueTask<(PolicyComparison Comparison, bool IsComplete)> RecomputeAsync(
        TenantId tenant, string student, SessionPolicy rules, bool apply, CancellationToken ct)
    {
        SessionText.Require(nameof(student), student);
        return await _connections.WriteAsync(tenant, (transaction, token) => RecomputeAsync(transaction, student, rules, apply, token), ct).ConfigureAwait(false);
    }

    private async ValueTask<(PolicyComparison Comparison, bool IsComplete)> RecomputeAsync(
        TenantTransaction transaction, string student, SessionPolicy rules, bool apply, CancellationToken ct)
    {
        var students = await transaction.LockKnownStudentsAsync([student], ct).ConfigureAwait(false);
        var rows = await transaction.LockSessionsAsync(students, Array.Empty<Guid>(), ct).ConfigureAwait(false);
        var now = await transaction.NowAsync(ct).ConfigureAwait(false);
        var all = await _loader.LoadReadableAsync(transaction, rows, _ => true, ct).ConfigureAwait(false);
        var loaded = all.FindAll(session => session.State.Policy.Name == rules.Name && !session.State.IsFinal(now));
        var others = await OthersAsync(transaction, student, all, loaded, rules, now, ct).ConfigureAwait(false);
        var comparison = PolicyComparison.Of(loaded.Select(session => session.State), rules, now, others);
        if (apply)
        {
            var changed = loaded.ConvertAll(session => session with { State = session.State with { Policy = rules } });
            await _writer.WriteAsync(transaction, rows, all, Within(rules, rows, all, changed, now), isSweep: true, now, ct).ConfigureAwait(false);
        }

        return (comparison, rows.Count == all.Count);
    }

    // What the student's other sessions have on the days in question: as stored, live ones as they stand.
    private async ValueTask<IEnumerable<SessionCredit>> OthersAsync(
        TenantTransaction transaction, string student, List<StoredSession> all, List<StoredSession> loaded, SessionPolicy rules, Instant now, CancellationToken ct)
    {
        var touched = new TouchedDays(student);
        foreach (var state in loaded.SelectMany(session => new[] { session.State, session.State with { Policy = rules } }))
        {
            touched.Add(SessionFold.Of(state, now).Spans, state.Zone);
        }

        if (touched.Dates.Count == 0)
        {
            return [];
        }

        var live = all.Except(loaded).Where(session => session.Row!.Awaits == SessionWait.AutoEnd).Select(session => session.State)
            .SelectMany(state => SessionCredit.Of(state, SessionFold.Of(state, now)));
        var ids = loaded.Select(session => session.Id).ToHashSet();
        var spans = await transaction.ReadSpansAsync([(student, touched.Window, null)], ct).ConfigureAwait(false);
        var (stored, _) = await _totals.CreditsAsync(transaction, spans.Where(span => !span.IsLive && !ids.Contains(span.SessionId)), ct).ConfigureAwait(false);
        return stored.Concat(live);
    }

    // Other rules can bring an ended session back to life; where its scope has no room left, it stays ended. Sessions under other policies take room too.
    private static List<StoredSession> Within(
        SessionPolicy rules, List<SessionRow> rows, List<StoredSession> all, List<StoredSession> changed, Instant now)
    {
        var ids = changed.Select(session => session.Id).ToHashSet();
        var others = all.Where(session => !ids.Contains(session.Id) && session.State.IsLive(now)).Select(session => session.State.ScopeKey)
            .Concat(rows.ExceptBy(all.Select(session => session.Id), row => row.Id).Where(row => row.Slot is not null).Select(row => row.ScopeKey))
            .CountBy(scope => scope).ToDictionary(StringComparer.Ordinal);
        var left = new HashSet<Guid>();
        foreach (var scope in changed.Where(session => session.State.IsLive(now)).GroupBy(session => session.State.ScopeKey, StringComparer.Ordinal))
        {
            var byActivity = scope.OrderByDescending(session => session.State.LastActivityAt).ToLookup(session => session.Before!.IsLive(now));
            var (stay, taken) = (byActivity[true].Take(rules.Exclusivity.Limit).ToList(), others.GetValueOrDefault(scope.Key));
            var room = Math.Max(0, rules.Exclusivity.Limit - stay.Count - taken);
            left.UnionWith(scope.Except([.. stay, .. byActivity[false].Take(room)]).Select(session => session.Id));
        }

        return changed.ConvertAll(session => left.Contains(session.Id) ? session with { State = session.State with { Yielded = true } } : session);
    }
}
