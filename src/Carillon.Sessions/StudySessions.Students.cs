using Carillon.Sessions.Storage;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions;

public sealed partial class StudySessions
{
    /// <summary>Removes everything that is kept about a student.</summary>
    /// <returns>How many sessions were removed.</returns>
    public async ValueTask<int> EraseStudentAsync(TenantId tenant, string student, CancellationToken cancellationToken)
    {
        SessionText.Require(nameof(student), student);
        return await _connections.WriteAsync(
            tenant,
            async (transaction, ct) =>
            {
                await transaction.LockStudentsAsync([student], ct).ConfigureAwait(false);
                return await transaction.EraseAsync(student, ct).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Computes a student's stored totals anew from the stored study time.</summary>
    /// <returns>How many totals were not what the study time adds up to.</returns>
    public async ValueTask<int> RebuildTotalsAsync(TenantId tenant, string student, CancellationToken cancellationToken)
    {
        SessionText.Require(nameof(student), student);
        return await _connections.WriteAsync(
            tenant,
            async (transaction, ct) =>
            {
                await transaction.LockStudentsAsync([student], ct).ConfigureAwait(false);
                return await _writer.RebuildTotalsAsync(transaction, student, ct).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    internal ValueTask<SessionPolicy> PolicyAsync(TenantId tenant, string name, CancellationToken ct) =>
        _connections.WriteAsync(tenant, (transaction, token) => _policies.LatestAsync(transaction, name, token), ct);

    /// <summary>What other rules make of a student's evidence that is kept; applied when asked.</summary>
    internal async ValueTask<PolicyComparison> RecomputeAsync(TenantId tenant, string student, SessionPolicy rules, bool apply, CancellationToken ct)
    {
        SessionText.Require(nameof(student), student);
        return await _connections.WriteAsync(tenant, (transaction, token) => RecomputeAsync(transaction, student, rules, apply, token), ct).ConfigureAwait(false);
    }

    private async ValueTask<PolicyComparison> RecomputeAsync(TenantTransaction transaction, string student, SessionPolicy rules, bool apply, CancellationToken ct)
    {
        await transaction.LockStudentsAsync([student], ct).ConfigureAwait(false);
        var rows = await transaction.LockSessionsAsync([student], Array.Empty<Guid>(), ct).ConfigureAwait(false);
        var now = await transaction.NowAsync(ct).ConfigureAwait(false);
        var all = await _loader.LoadReadableAsync(transaction, rows, _ => true, ct).ConfigureAwait(false);
        var loaded = all.FindAll(session => session.State.Policy.Name == rules.Name && !session.State.IsFinal(now));
        var comparison = PolicyComparison.Of(loaded.Select(session => session.State), rules, now);
        if (apply)
        {
            var changed = loaded.ConvertAll(session => session with { State = session.State with { Policy = rules } });
            await _writer.WriteAsync(transaction, rows, Within(rules, changed, now), isSweep: true, now, ct).ConfigureAwait(false);
        }

        return comparison;
    }

    // Other rules can bring an ended session back to life; where its scope has no room left, it stays ended.
    private static List<StoredSession> Within(SessionPolicy rules, List<StoredSession> changed, Instant now)
    {
        var room = changed.Where(session => session.State.IsLive(now)).GroupBy(session => session.State.ScopeKey, StringComparer.Ordinal)
            .SelectMany(scope => scope.OrderByDescending(session => session.State.LastActivityAt).Skip(rules.Exclusivity.Limit))
            .Select(session => session.Id).ToHashSet();
        return changed.ConvertAll(session => room.Contains(session.Id) ? session with { State = session.State with { Yielded = true } } : session);
    }
}
