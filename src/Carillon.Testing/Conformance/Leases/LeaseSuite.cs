using Carillon.Locking;
using NodaTime;

namespace Carillon.Testing.Conformance.Leases;

/// <summary>What leases over every store must keep: one holder, rising fences, an early loss signal, nothing stranded.</summary>
/// <remarks>Each host of a case has a clock of its own, so that a process that is paused or out of reach needs no waiting.</remarks>
public abstract partial class LeaseSuite : ConformanceSuite
{
    // Long, because real time passes too for a store that has a clock of its own.
    private static readonly LeaseOptions _options = new() { Length = Duration.FromMinutes(20), WaitAtMost = Duration.FromSeconds(10) };
    private static readonly LockKey _key = LockKey.Global("conformance");

    private readonly List<LeaseHost> _hosts = [];

    /// <summary>The store under test, the same during one case.</summary>
    protected abstract ILeaseStore Store { get; }

    /// <summary>How many races each case about races runs.</summary>
    /// <value>Default: 200.</value>
    protected virtual int Races => 200;

    /// <summary>Lets time pass for the store alone: its leases expire this much earlier.</summary>
    protected abstract Task PassAtStoreAsync(Duration time, CancellationToken cancellationToken);

    /// <summary>Another store object over the same leases, as a process after a restart has it. Only the in-process store has none.</summary>
    /// <value>Default: the same store.</value>
    protected virtual ILeaseStore Reopen() => Store;

    /// <inheritdoc />
    protected override Task CleanUpAsync(CancellationToken cancellationToken)
    {
        _hosts.ForEach(h => h.Dispose());
        _hosts.Clear();
        return base.CleanUpAsync(cancellationToken);
    }

    private LeaseHost Host()
    {
        var host = new LeaseHost(_hosts.Count == 0 ? Store : Reopen());
        _hosts.Add(host);
        return host;
    }

    private static async Task<ILease> TakeAsync(LeaseHost host, LockKey key, CancellationToken cancellationToken) =>
        Expect.NotNull(await host.Leases.TryAcquireAsync(key, _options, cancellationToken).ConfigureAwait(false), $"'{key}' is free");

    // Answers of the store come on other threads: waits for the event, not for a time.
    private static async Task UntilAsync(Func<Task<bool>> condition, string promise, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await condition().ConfigureAwait(false))
        {
            Expect.True(!limit.IsCancellationRequested, promise);
            await Task.Delay(1, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static Task UntilAsync(Func<bool> condition, string promise, CancellationToken cancellationToken) =>
        UntilAsync(() => Task.FromResult(condition()), promise, cancellationToken);
}
