using Carillon.Tenancy;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Hints before the commit, once per transaction; signals this process after it.</summary>
internal sealed partial class WakeHints(INextDueStore store, KnownWakes known, UnsentHints unsent, WakeSignal signal, ILogger<WakeHints> logger) : IWakeHints
{
    // A wake-up that is nearer than this cannot be relied on to come after the commit.
    private static readonly Duration CommitTime = Duration.FromSeconds(1);
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(2);

    public ValueTask HintAsync(TenantTransaction transaction, JobName sweep, Instant due, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var pending = transaction.Local(() => new PendingHints());
        pending.Add(sweep, due);
        var tenant = transaction.Tenant;
        if (!pending.IsArmed)
        {
            pending.IsArmed = true;
            transaction.OnCommitted(ct => AfterCommitAsync(tenant, pending, ct));
        }
        else if (!transaction.IsJoined)
        {
            return ValueTask.CompletedTask;
        }

        return transaction.OnCommittingAsync(ct => BeforeCommitAsync(tenant, pending, ct), cancellationToken);
    }

    /// <summary>Sends what the control database did not take before.</summary>
    public async ValueTask RetryAsync(CancellationToken cancellationToken)
    {
        if (!unsent.IsEmpty)
        {
            await SendAsync(unsent.Take(), cancellationToken).ConfigureAwait(false);
        }
    }

    private ValueTask BeforeCommitAsync(TenantId tenant, PendingHints pending, CancellationToken cancellationToken)
    {
        var hints = new List<DueHint>();
        foreach (var (work, due) in pending.Take())
        {
            if (known.Find(tenant, work) is { } wake && WakeRules.MaySkipHint(wake, due, known.Now + CommitTime))
            {
                pending.Deferred[work] = due;
            }
            else
            {
                hints.Add(new(tenant, work, due));
            }
        }

        return SendAsync(hints, cancellationToken);
    }

    private async ValueTask AfterCommitAsync(TenantId tenant, PendingHints pending, CancellationToken cancellationToken)
    {
        var now = known.Now;
        var late = pending.Deferred
            .Where(d => known.Find(tenant, d.Key) is not { } wake || !WakeRules.MaySkipHint(wake, d.Value, now))
            .Select(d => new DueHint(tenant, d.Key, d.Value))
            .ToList();
        pending.Deferred.Clear();

        // The transaction is committed: a caller who gives up waiting must not lose the hint.
        await SendAsync(late, CancellationToken.None).ConfigureAwait(false);
        signal.Raise(pending.Earliest);
    }

    private async ValueTask SendAsync(IReadOnlyCollection<DueHint> hints, CancellationToken cancellationToken)
    {
        if (hints.Count == 0)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StoreLimit);
        try
        {
            known.Learn(await store.HintAsync(hints, limit.Token).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            unsent.Keep(hints);
            cancellationToken.ThrowIfCancellationRequested();
            LogKept(error, hints.Count);
        }
    }
}
