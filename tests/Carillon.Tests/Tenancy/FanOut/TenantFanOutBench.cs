using System.Collections.Concurrent;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Tests.Tenancy.FanOut;

/// <summary>Runs a fan-out over tenants with given behaviours; time moves only when nothing but hanging work is left.</summary>
internal sealed class TenantFanOutBench(IReadOnlyDictionary<string, TenantBehaviour> behaviours) : IProgress<TenantFanOutProgress>
{
    private static readonly Duration _timeout = Duration.FromMinutes(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly ConcurrentDictionary<TenantId, bool> _running = new();

    public ConcurrentBag<string> Visited { get; } = [];

    public Action? OnProgress { get; set; }

    public TenantFanOutOptions Options { get; set; } = new() { TimeoutPerTenant = _timeout };

    public async Task<TenantFanOutReport<string>> RunAsync(CancellationToken cancellationToken)
    {
        await using var host = Tenants.Host(behaviours.Keys, _clock);
        var run = host.GetRequiredService<ITenantFanOut>().RunAsync(TenantQuery.Active, WorkAsync, Options with { Progress = this }, cancellationToken);
        while (!run.IsCompleted)
        {
            // In steps shorter than the wind-up, so that work that was cancelled gets to say so.
            if (!_running.IsEmpty && _running.Values.All(hangs => hangs))
            {
                _clock.Advance(Duration.FromSeconds(1));
            }

            await Task.Yield();
        }

        return await run;
    }

    public void Report(TenantFanOutProgress value)
    {
        if (value.Outcome is null)
        {
            _running[value.Tenant] = false;
        }
        else
        {
            _running.TryRemove(value.Tenant, out _);
        }

        OnProgress?.Invoke();
    }

    private async ValueTask<string> WorkAsync(TenantScope scope, CancellationToken cancellationToken)
    {
        var tenant = scope.Tenant.Id;
        Visited.Add(tenant.Value);
        switch (behaviours[tenant.Value])
        {
            case TenantBehaviour.SucceedLater:
                await Task.Yield();
                break;
            case TenantBehaviour.Throw:
                throw new InvalidOperationException(tenant.Value);
            case TenantBehaviour.CancelItself:
                throw new OperationCanceledException(tenant.Value);
            case TenantBehaviour.HangUntilCancelled:
                await HangAsync(tenant, cancellationToken);
                break;
            case TenantBehaviour.HangForever:
                await HangAsync(tenant, CancellationToken.None);
                break;
            case TenantBehaviour.SucceedAlthoughCancelled:
                await HangAsync(tenant, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case TenantBehaviour.ThrowWhenCancelled:
                await HangAsync(tenant, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new InvalidOperationException(tenant.Value);
        }

        return tenant.Value;
    }

    private async Task HangAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        _running[tenant] = true;
        await using var wakes = cancellationToken.UnsafeRegister(_ => _running.TryUpdate(tenant, false, true), null);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            // Also here: the delay may wake this method before the registration above is called, and end it.
            _running.TryUpdate(tenant, false, true);
        }
    }
}
