namespace Carillon.Tenancy;

/// <summary>One attempt at one tenant: isolated, limited in time, and told how it really ended.</summary>
internal sealed class FanOutAttempt<T>(Func<Tenant, CancellationToken, ValueTask<T>> body, TenantFanOutOptions options, TimeProvider time, CancellationToken cancelled)
{
    public async Task<(TenantOutcome Outcome, T? Value, Exception? Error)> RunAsync(Tenant tenant)
    {
        using var limit = new CancellationTokenSource(options.TimeoutPerTenant?.ToTimeSpan() ?? Timeout.InfiniteTimeSpan, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancelled, limit.Token);

        // Started on the pool, so that a body that blocks its thread cannot hold up the others.
        var work = Task.Run(() => body(tenant, linked.Token).AsTask(), CancellationToken.None);
        try
        {
            return (TenantOutcome.Succeeded, await EndOfAsync(work, linked.Token).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException error) when (linked.IsCancellationRequested)
        {
            return cancelled.IsCancellationRequested
                ? (TenantOutcome.Cancelled, default, error)
                : (TenantOutcome.TimedOut, default, new TimeoutException($"Tenant '{tenant.Id}' took longer than {options.TimeoutPerTenant}.", error));
        }
        catch (Exception error)
        {
            return (TenantOutcome.Failed, default, error);
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
