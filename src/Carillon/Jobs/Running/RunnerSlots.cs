using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>What goes on at the moment: bounded, one sweep per tenant at a time.</summary>
internal sealed class RunnerSlots(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly FairQueue _queue = new();
    private readonly HashSet<TenantId> _busy = [];
    private readonly HashSet<Task> _going = [];

    public int Free(int parallelism)
    {
        lock (_gate)
        {
            return Math.Max(0, parallelism - _going.Count);
        }
    }

    /// <summary>Queues work that neither waits nor goes on.</summary>
    public void Add(IEnumerable<RunnerWork> work)
    {
        lock (_gate)
        {
            foreach (var item in work.Where(w => !_busy.Contains(w.Tenant)))
            {
                _queue.Add(item);
            }
        }
    }

    /// <summary>Takes the next piece of queued work, whose tenant is busy from now on.</summary>
    public RunnerWork? Take()
    {
        lock (_gate)
        {
            var work = _queue.Take(_busy.Contains);
            if (work is not null)
            {
                _busy.Add(work.Tenant);
            }

            return work;
        }
    }

    /// <summary>Starts work in a slot; <paramref name="tenant"/> is freed and charged at its end.</summary>
    public void Start(TenantId? tenant, Func<Task> work, Action onEnded)
    {
        var started = time.GetTimestamp();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _going.Add(ended.Task);
        }

        _ = Task.Run(async () =>
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            finally
            {
                lock (_gate)
                {
                    _going.Remove(ended.Task);
                    if (tenant is { } served)
                    {
                        _busy.Remove(served);
                        _queue.Charge(served, Math.Max(0.001, time.GetElapsedTime(started).TotalSeconds));
                    }
                }

                onEnded();
                ended.SetResult();
            }
        });
    }

    /// <summary>Waits until nothing goes on.</summary>
    public async Task WhenIdleAsync()
    {
        while (true)
        {
            Task[] going;
            lock (_gate)
            {
                going = [.. _going];
            }

            if (going.Length == 0)
            {
                return;
            }

            await Task.WhenAll(going).ConfigureAwait(false);
        }
    }
}
