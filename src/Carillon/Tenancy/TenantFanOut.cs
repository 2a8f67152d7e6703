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
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Parallelism, 1, nameof(options));

        var results = new ConcurrentDictionary<TenantId, TenantResult<T>>();
        var progress = new ProgressGate(options.Progress);
        var stop = false;

        async ValueTask VisitAsync(Tenant tenant, CancellationToken _)
        {
            if (Volatile.Read(ref stop) || cancellationToken.IsCancellationRequested)
            {
                results[tenant.Id] = new(tenant.Id, TenantOutcome.Skipped, default, null, Duration.Zero);
                return;
            }

            progress.Started(tenant.Id);
            var result = await RunOneAsync(tenant.Id, body, options.TimeoutPerTenant, cancellationToken).ConfigureAwait(false);
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

    private async ValueTask<TenantResult<T>> RunOneAsync<T>(
        TenantId tenant,
        Func<TenantScope, CancellationToken, ValueTask<T>> body,
        Duration? timeout,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        TenantResult<T> Result(TenantOutcome outcome, T? value = default, Exception? error = null) =>
            new(tenant, outcome, value, error, Duration.FromTimeSpan(time.GetElapsedTime(started)));

        using var limit = new CancellationTokenSource(timeout?.ToTimeSpan() ?? Timeout.InfiniteTimeSpan, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // Started on the pool, so that a body that blocks its thread cannot hold up the others; waited for by token,
            // so that a body that ignores its token is left behind instead of waited for.
            var work = Task.Run(() => scopes.RunAsync(tenant, body, linked.Token).AsTask(), CancellationToken.None);
            return Result(TenantOutcome.Succeeded, await work.WaitAsync(linked.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException error) when (linked.IsCancellationRequested)
        {
            return cancellationToken.IsCancellationRequested
                ? Result(TenantOutcome.Cancelled, error: error)
                : Result(TenantOutcome.TimedOut, error: new TimeoutException($"Tenant '{tenant}' took longer than {timeout}.", error));
        }
        catch (Exception error)
        {
            return Result(TenantOutcome.Failed, error: error);
        }
    }

    private sealed class ProgressGate(IProgress<TenantFanOutProgress>? progress)
    {
        private readonly Lock _gate = new();
        private int _finished;

        public void Started(TenantId tenant)
        {
            lock (_gate)
            {
                progress?.Report(new(tenant, null, _finished));
            }
        }

        public void Ended(TenantId tenant, TenantOutcome outcome)
        {
            lock (_gate)
            {
                progress?.Report(new(tenant, outcome, ++_finished));
            }
        }
    }
}
