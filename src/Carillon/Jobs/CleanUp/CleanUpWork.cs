using Carillon.Tenancy;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.Jobs;

// When it was last done is the tenant's mark: asking is one row, and a call of run-due each minute does not look through the tables each minute.
internal sealed class CleanUpWork(
    IEnumerable<IRetention> retentions, ITenantConnections connections, ISweepMarks marks, IOptions<CleanUpOptions> options, TimeProvider time) : IDueWork
{
    public JobName Name { get; } = new("cleanup");

    public async ValueTask<SweepReport> RunAsync(TenantId tenant, Duration budget, CancellationToken cancellationToken)
    {
        var (now, due) = await LookAsync(tenant, cancellationToken).ConfigureAwait(false);
        if (due > now)
        {
            return new(Name, default, due);
        }

        var (limit, forgotten) = (new SweepBudget(time, budget), 0L);
        foreach (var retention in retentions)
        {
            for (var last = options.Value.BatchSize; last == options.Value.BatchSize; forgotten += last)
            {
                if (limit.IsSpent)
                {
                    return new(Name, new(Due: forgotten, Acted: forgotten), now) { BudgetExhausted = true };
                }

                last = await retention.ForgetAsync(tenant, options.Value.BatchSize, cancellationToken).ConfigureAwait(false);
            }
        }

        await connections.WriteAsync(tenant, (transaction, ct) => MarkAsync(transaction, now, ct), cancellationToken).ConfigureAwait(false);
        return new(Name, new(Due: forgotten, Acted: forgotten), now + options.Value.Every);
    }

    public async ValueTask<Instant?> NextAsync(TenantId tenant, CancellationToken cancellationToken) =>
        (await LookAsync(tenant, cancellationToken).ConfigureAwait(false)).Due;

    private async ValueTask<(Instant Now, Instant Due)> LookAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var transaction = await connections.BeginAsync(tenant, TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var mark = await marks.ReadAsync(transaction, Name, cancellationToken).ConfigureAwait(false);
            var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
            return (now, mark?.SettledTo + options.Value.Every ?? now);
        }
    }

    private async ValueTask<bool> MarkAsync(TenantTransaction transaction, Instant now, CancellationToken cancellationToken)
    {
        await marks.RaiseAsync(transaction, Name, new(now, now), cancellationToken).ConfigureAwait(false);
        return true;
    }
}
