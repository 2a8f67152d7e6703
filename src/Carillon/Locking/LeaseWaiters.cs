namespace Carillon.Locking;

/// <summary>Who waits for which key in this process, first come first served. Only the first in line polls the store.</summary>
internal sealed class LeaseWaiters(TimeProvider time)
{
    private readonly TimeProvider _time = time;
    private readonly Lock _gate = new();
    private readonly Dictionary<LockKey, LinkedList<Waiter>> _lines = [];

    /// <summary>Keys that are waited for; 0 when all waiters have left.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _lines.Count;
            }
        }
    }

    public Waiter Enter(LockKey key)
    {
        var waiter = new Waiter(this, key);
        lock (_gate)
        {
            if (!_lines.TryGetValue(key, out var line))
            {
                _lines.Add(key, line = new());
            }

            line.AddLast(waiter);
        }

        return waiter;
    }

    /// <summary>The key may be free: tells the first in line.</summary>
    public void Wake(LockKey key)
    {
        lock (_gate)
        {
            if (_lines.TryGetValue(key, out var line))
            {
                line.First!.Value.Signal.TrySetResult();
            }
        }
    }

    private void Leave(Waiter waiter)
    {
        lock (_gate)
        {
            if (_lines.TryGetValue(waiter.Key, out var line) && line.Remove(waiter) && line.Count == 0)
            {
                _lines.Remove(waiter.Key);
            }
        }

        // Whoever is first now has to look at the key, and to poll from here on.
        Wake(waiter.Key);
    }

    internal sealed class Waiter(LeaseWaiters waiters, LockKey key) : IDisposable
    {
        public LockKey Key { get; } = key;

        public TaskCompletionSource Signal { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Returns when the key may be free, it is time to poll, or <paramref name="atMost"/> is over.</summary>
        public async ValueTask WaitAsync(TimeSpan poll, TimeSpan atMost, CancellationToken cancellationToken)
        {
            var wait = IsFirst() && poll < atMost ? poll : atMost;
            try
            {
                await Signal.Task.WaitAsync(wait, waiters._time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return;
            }

            lock (waiters._gate)
            {
                Signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public void Dispose() => waiters.Leave(this);

        private bool IsFirst()
        {
            lock (waiters._gate)
            {
                return waiters._lines.TryGetValue(Key, out var line) && ReferenceEquals(line.First!.Value, this);
            }
        }
    }
}
