using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Records ends of one tenant's runs: whatever has ended while the last transaction was under way goes into the next one.</summary>
internal sealed class QueueSettler(IQueueStore store, TenantId tenant, int batchSize)
{
    private readonly Lock _gate = new();
    private readonly List<(QueueSettlement Settlement, Action<bool> Told)> _pending = [];
    private Task _flush = Task.CompletedTask;
    private bool _flushing;

    /// <summary>All that was added until now is recorded.</summary>
    /// <remarks>Throws what the store threw: it is out of reach, and what is not recorded waits for <see cref="RetryAsync"/>.</remarks>
    public Task WhenRecordedAsync()
    {
        lock (_gate)
        {
            return _flush;
        }
    }

    /// <summary>Records an end soon.</summary>
    /// <param name="settlement">The end.</param>
    /// <param name="told">Hears whether it was recorded, or another claim came first.</param>
    public void Add(QueueSettlement settlement, Action<bool> told)
    {
        lock (_gate)
        {
            _pending.Add((settlement, told));
            Begin();
        }
    }

    /// <summary>Begins to record what could not be recorded before.</summary>
    public async Task RetryAsync()
    {
        await WhenRecordedAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            Begin();
        }
    }

    private void Begin()
    {
        if (_pending.Count > 0 && !_flushing)
        {
            _flushing = true;
            _flush = Task.Run(FlushAsync);

            // Whoever waits for it sees a failure; perhaps nobody does.
            LeftBehind.Observe(_flush);
        }
    }

    private async Task FlushAsync()
    {
        try
        {
            while (Next() is { } batch)
            {
                var recorded = await store.SettleAsync(tenant, batch.ConvertAll(b => b.Settlement), CancellationToken.None).ConfigureAwait(false);
                lock (_gate)
                {
                    _pending.RemoveRange(0, batch.Count);
                }

                batch.ForEach(b => b.Told(recorded.Contains(b.Settlement.Run.Id)));
            }
        }
        catch
        {
            lock (_gate)
            {
                _flushing = false;
            }

            throw;
        }
    }

    private List<(QueueSettlement Settlement, Action<bool> Told)>? Next()
    {
        lock (_gate)
        {
            _flushing = _pending.Count > 0;
            return _flushing ? _pending.GetRange(0, Math.Min(_pending.Count, batchSize)) : null;
        }
    }
}
