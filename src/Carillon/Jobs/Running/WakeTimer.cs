namespace Carillon.Jobs;

/// <summary>Waits on a thread of its own and looks at the clock again after each wake: timers of the runtime fire early and late.</summary>
internal sealed class WakeTimer : IDisposable
{
    // Waits of the runtime are good to some milliseconds; nearer than this the thread sleeps in single milliseconds.
    private static readonly TimeSpan Near = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time;
    private readonly AutoResetEvent _changed = new(false);
    private readonly Lock _gate = new();
    private long? _deadline;
    private TaskCompletionSource _elapsed = New();
    private bool _disposed;

    public WakeTimer(TimeProvider time)
    {
        _time = time;
        new Thread(Run) { IsBackground = true, Name = "Carillon timer" }.Start();
    }

    /// <summary>Completes when the timestamp of the time provider has come. A later call replaces an earlier one.</summary>
    public Task WaitUntilAsync(long timestamp)
    {
        lock (_gate)
        {
            if (_elapsed.Task.IsCompleted)
            {
                _elapsed = New();
            }

            _deadline = timestamp;
            _changed.Set();
            return _elapsed.Task;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _changed.Set();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Run()
    {
        while (Remaining() is { } remaining)
        {
            if (remaining > Near)
            {
                var wait = remaining == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : remaining - (Near / 2);
                _changed.WaitOne(wait);
            }
            else
            {
#pragma warning disable RS0030 // This is the one thread that may sleep: it measured ten times nearer to the deadline than any timer.
                Thread.Sleep(1);
#pragma warning restore RS0030
            }
        }

        _changed.Dispose();
    }

    // Null when disposed; the maximum when there is nothing to wait for.
    private TimeSpan? Remaining()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return null;
            }

            if (_deadline is not { } deadline)
            {
                return TimeSpan.MaxValue;
            }

            var remaining = _time.GetElapsedTime(_time.GetTimestamp(), deadline);
            if (remaining > TimeSpan.Zero)
            {
                return TimeSpan.FromTicks(Math.Min(remaining.Ticks, TimeSpan.TicksPerHour));
            }

            _deadline = null;
            _elapsed.TrySetResult();
            return TimeSpan.MaxValue;
        }
    }
}
