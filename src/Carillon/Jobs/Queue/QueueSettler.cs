using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

/// <summary>Records ends of one tenant's runs: whatever has ended while the last transaction was under way goes into the next one.</summary>
internal sealed partial class QueueSettler(IQueueStore store, TenantId tenant, QueueOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<(QueueSettlement Settlement, Action<bool> Told)> _pending = [];
    private Task _flush = Task.CompletedTask;
    private bool _flushing;

    /// <summary>All that was added until now is recorded, or given up.</summary>
    public Task WhenRecordedAsync()
    {
        lock (_gate)
        {
            return _flush;
        }
    }

    /// <summary>Records an end soon.</summary>
    /// <param name="settlement">The end.</param>
    /// <param name="told">Hears whether it was recorded.</param>
    public void Add(QueueSettlement settlement, Action<bool> told)
    {
        lock (_gate)
        {
            _pending.Add((settlement, told));
            if (!_flushing)
            {
                _flushing = true;
                _flush = Task.Run(FlushAsync);
            }
        }
    }

    private async Task FlushAsync()
    {
        var wait = FirstWait;
        var failedSince = time.GetTimestamp();
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                var recorded = await store.SettleAsync(tenant, [.. batch.Select(b => b.Settlement)], CancellationToken.None).ConfigureAwait(false);
                batch.ForEach(b => b.Told(recorded.Contains(b.Settlement.Run.Id)));
                (wait, failedSince) = (FirstWait, time.GetTimestamp());
            }
            catch (Exception error)
            {
                // What is not recorded before the claim expires is done again: the keys of its effects make that harmless.
                if (time.GetElapsedTime(failedSince) + wait > options.Lease.ToTimeSpan())
                {
                    LogGivenUp(error, tenant, batch.Count);
                    batch.ForEach(b => b.Told(false));
                    continue;
                }

                LogRetried(error, tenant, batch.Count);
                lock (_gate)
                {
                    _pending.InsertRange(0, batch);
                }

                await Task.Delay(wait, time).ConfigureAwait(false);
                wait *= 2;
            }
        }
    }

    private List<(QueueSettlement Settlement, Action<bool> Told)> Take()
    {
        lock (_gate)
        {
            var batch = _pending.GetRange(0, Math.Min(_pending.Count, options.BatchSize));
            _pending.RemoveRange(0, batch.Count);
            _flushing = batch.Count > 0;
            return batch;
        }
    }
}
