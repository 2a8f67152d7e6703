using System.Collections.Concurrent;
using NodaTime;

namespace Carillon.Tenancy;

/// <summary>One fan-out: visits tenants side by side, each isolated from the others, and reports each once.</summary>
internal sealed class FanOutRun<T>(Func<Tenant, CancellationToken, ValueTask<T>> body, TenantFanOutOptions options, TimeProvider time, CancellationToken cancelled)
{
    private readonly ConcurrentDictionary<TenantId, TenantResult<T>> _results = new();
    private readonly FanOutProgress _progress = new(options.Progress);
    private volatile bool _stopped;

    public async Task<TenantFanOutReport<T>> VisitAsync(IAsyncEnumerable<Tenant> tenants)
    {
        // The loop itself is not cancelled: each tenant must appear in the report, those not started as skipped.
        await Parallel.ForEachAsync(
            tenants,
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism },
            (tenant, _) => VisitAsync(tenant)).ConfigureAwait(false);
        return new([.. _results.Values.OrderBy(r => r.Tenant)]);
    }

    private async ValueTask VisitAsync(Tenant tenant)
    {
        // A catalogue that changes while it is read may name a tenant again: it is visited once.
        if (!_results.TryAdd(tenant.Id, new(tenant.Id, TenantOutcome.Skipped, default, null, Duration.Zero)) || _stopped || cancelled.IsCancellationRequested)
        {
            return;
        }

        _progress.Started(tenant.Id);
        var result = await ResultOfAsync(tenant).ConfigureAwait(false);
        _results[tenant.Id] = result;
        if (result.Outcome != TenantOutcome.Succeeded && options.FailureMode == TenantFanOutFailureMode.StopOnFirst)
        {
            _stopped = true;
        }

        _progress.Ended(tenant.Id, result.Outcome);
    }

    private async ValueTask<TenantResult<T>> ResultOfAsync(Tenant tenant)
    {
        var started = time.GetTimestamp();
        TenantResult<T> Result(TenantOutcome outcome, T? value = default, Exception? error = null) =>
            new(tenant.Id, outcome, value, error, Duration.FromTimeSpan(time.GetElapsedTime(started)));

        using var limit = new CancellationTokenSource(options.TimeoutPerTenant?.ToTimeSpan() ?? Timeout.InfiniteTimeSpan, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancelled, limit.Token);

        // Started on the pool, so that a body that blocks its thread cannot hold up the others.
        var work = Task.Run(() => body(tenant, linked.Token).AsTask(), CancellationToken.None);
        try
        {
            return Result(TenantOutcome.Succeeded, await EndOfAsync(work, linked.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException error) when (linked.IsCancellationRequested)
        {
            return cancelled.IsCancellationRequested
                ? Result(TenantOutcome.Cancelled, error: error)
                : Result(TenantOutcome.TimedOut, error: new TimeoutException($"Tenant '{tenant.Id}' took longer than {options.TimeoutPerTenant}.", error));
        }
        catch (Exception error)
        {
            return Result(TenantOutcome.Failed, error: error);
        }
    }

    // Work that listens to its token gets the time to roll back, so that the report tells how it really ended:
    // it may have committed after all. Work that does not listen is left behind.
    private async Task<T> EndOfAsync(Task<T> work, CancellationToken ends)
    {
        await ((Task)work.WaitAsync(ends)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!work.IsCompleted)
        {
            await ((Task)work.WaitAsync(options.WindUp.ToTimeSpan(), time, CancellationToken.None)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!work.IsCompleted)
        {
            LeftBehind.Observe(work);
            throw new OperationCanceledException("The work did not listen to its cancellation and was left behind.", ends);
        }

        return await work.ConfigureAwait(false);
    }
}
