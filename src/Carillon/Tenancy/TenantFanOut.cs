using System.Collections.Concurrent;
using NodaTime;

namespace Carillon.Tenancy;

internal sealed class TenantFanOut(ITenantCatalog catalog, ITenantScopes scopes, TimeProvider time) : ITenantFanOut
{
    public async Task<TenantFanOutReport<T>> RunAsync<T>(
        TenantQuery query,
        Func<TenantScope, CancellationToken, ValueTask<T>> body,
        TenantFanOutOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();

        var results = new ConcurrentDictionary<TenantId, TenantResult<T>>();
        var progress = new FanOutProgress(options.Progress);
        var stop = false;

        async ValueTask VisitAsync(Tenant tenant, CancellationToken _)
        {
            // A catalogue that changes while it is read may name a tenant again: it is visited once.
            if (!results.TryAdd(tenant.Id, new(tenant.Id, TenantOutcome.Skipped, default, null, Duration.Zero))
                || Volatile.Read(ref stop)
                || cancellationToken.IsCancellationRequested)
            {
                return;
            }

            progress.Started(tenant.Id);
            var result = await VisitOneAsync(tenant.Id, body, options, cancellationToken).ConfigureAwait(false);
            results[tenant.Id] = result;
            if (result.Outcome != TenantOutcome.Succeeded && options.FailureMode == TenantFanOutFailureMode.StopOnFirst)
            {
                Volatile.Write(ref stop, true);
            }

            progress.Ended(tenant.Id, result.Outcome);
        }

        // The loop itself is not cancelled: each tenant must appear in the report, those not started as skipped.
        await Parallel.ForEachAsync(
            catalog.ListAsync(query, CancellationToken.None),
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism },
            VisitAsync).ConfigureAwait(false);
        return new([.. results.Values.OrderBy(r => r.Tenant)]);
    }

    private async ValueTask<TenantResult<T>> VisitOneAsync<T>(
        TenantId tenant,
        Func<TenantScope, CancellationToken, ValueTask<T>> body,
        TenantFanOutOptions options,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        TenantResult<T> Result(TenantOutcome outcome, T? value = default, Exception? error = null) =>
            new(tenant, outcome, value, error, Duration.FromTimeSpan(time.GetElapsedTime(started)));

        using var limit = new CancellationTokenSource(options.TimeoutPerTenant?.ToTimeSpan() ?? Timeout.InfiniteTimeSpan, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);

        // Started on the pool, so that a body that blocks its thread cannot hold up the others.
        var work = Task.Run(() => scopes.RunAsync(tenant, body, linked.Token).AsTask(), CancellationToken.None);
        try
        {
            return Result(TenantOutcome.Succeeded, await EndOfAsync(work, options.WindUp, linked.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException error) when (linked.IsCancellationRequested)
        {
            return cancellationToken.IsCancellationRequested
                ? Result(TenantOutcome.Cancelled, error: error)
                : Result(TenantOutcome.TimedOut, error: new TimeoutException($"Tenant '{tenant}' took longer than {options.TimeoutPerTenant}.", error));
        }
        catch (Exception error)
        {
            return Result(TenantOutcome.Failed, error: error);
        }
    }

    // Work that listens to its token gets the time to roll back, so that the report tells how it really ended:
    // it may have committed after all. Work that does not listen is left behind.
    private async Task<T> EndOfAsync<T>(Task<T> work, Duration windUp, CancellationToken cancelled)
    {
        await ((Task)work.WaitAsync(cancelled)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!work.IsCompleted)
        {
            await ((Task)work.WaitAsync(windUp.ToTimeSpan(), time, CancellationToken.None)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!work.IsCompleted)
        {
            LeftBehind.Observe(work);
            throw new OperationCanceledException("The work did not listen to its cancellation and was left behind.", cancelled);
        }

        return await work.ConfigureAwait(false);
    }
}
