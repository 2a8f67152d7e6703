using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

internal sealed partial class TenantQueue
{
    private const int BeatsPerLease = 9;

    // All claims of the tenant are renewed together; what is not ours any more is stopped, and so is what somebody cancelled.
    private async Task BeatAsync()
    {
        var lease = _workers.Options.Lease.ToTimeSpan();
        var renewed = _workers.Time.GetTimestamp();
        while (true)
        {
            await Task.Delay(lease / BeatsPerLease, _workers.Time).ConfigureAwait(false);
            List<QueueRun> held;
            lock (_gate)
            {
                held = [.. _held.Values];
                if (held.Count == 0)
                {
                    _beating = false;
                    return;
                }
            }

            try
            {
                var sent = _workers.Time.GetTimestamp();
                var renewal = await _workers.Store.RenewAsync(Tenant, held.ConvertAll(r => r.Run), _workers.Options.Lease, CancellationToken.None).ConfigureAwait(false);
                renewed = sent;
                await _settler.RetryAsync().ConfigureAwait(false);
                Tell(held, renewal);
            }
            catch (Exception error)
            {
                LogNotRenewed(error, Tenant, held.Count);
                if (_workers.Time.GetElapsedTime(renewed) + (lease / BeatsPerLease) >= lease)
                {
                    held.ForEach(run => run.Lose());
                }
            }
        }
    }

    private static void Tell(List<QueueRun> held, QueueRenewal renewal)
    {
        foreach (var run in held)
        {
            if (!renewal.Held.Contains(run.Run.Id))
            {
                run.Lose();
            }
            else if (renewal.Cancelled.TryGetValue(run.Run.Id, out var reason))
            {
                run.Cancel(reason);
            }
        }
    }

    [LoggerMessage(2231, LogLevel.Warning, "The claims of {Count} queued runs of tenant {Tenant} could not be renewed")]
    private partial void LogNotRenewed(Exception error, TenantId tenant, int count);
}
