using System.Collections.Concurrent;

namespace Carillon.EntityFrameworkCore.Tests.Jobs.Queue;

/// <summary>Sees which letters were begun, and lets those go on that wait.</summary>
internal sealed class LetterDesk
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _begun = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _goOn = new();
    private readonly ConcurrentQueue<string> _order = new();

    public IReadOnlyCollection<string> Order => _order;

    public void Begin(string to)
    {
        _order.Enqueue(to);
        Signal(_begun, to).TrySetResult();
    }

    public Task BegunAsync(string to, CancellationToken cancellationToken) => Signal(_begun, to).Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);

    public void LetGoOn(string to) => Signal(_goOn, to).TrySetResult();

    public Task WaitAsync(string to, CancellationToken cancellationToken) => Signal(_goOn, to).Task.WaitAsync(cancellationToken);

    private static TaskCompletionSource Signal(ConcurrentDictionary<string, TaskCompletionSource> signals, string to) =>
        signals.GetOrAdd(to, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
