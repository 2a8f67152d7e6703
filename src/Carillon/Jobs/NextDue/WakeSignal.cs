using NodaTime;

namespace Carillon.Jobs;

/// <summary>Tells the runner of this process that work falls due. Signals run together; the earliest counts.</summary>
internal sealed class WakeSignal
{
    private readonly Lock _gate = new();
    private Instant? _earliest;
    private TaskCompletionSource _raised = New();

    /// <summary>Work falls due; <see cref="Instant.MinValue"/> for "look now".</summary>
    public void Raise(Instant due)
    {
        lock (_gate)
        {
            _earliest = _earliest is { } known ? Instant.Min(known, due) : due;
            _raised.TrySetResult();
        }
    }

    /// <summary>Completes when something was raised since the last <see cref="Take"/>.</summary>
    public Task WaitAsync()
    {
        lock (_gate)
        {
            return _raised.Task;
        }
    }

    /// <summary>The earliest instant that was raised since the last call, or null.</summary>
    public Instant? Take()
    {
        lock (_gate)
        {
            var earliest = _earliest;
            _earliest = null;
            if (_raised.Task.IsCompleted)
            {
                _raised = New();
            }

            return earliest;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
