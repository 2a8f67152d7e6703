using Carillon.Locking;
using Carillon.Testing.Clocks;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Carillon.Tests.Locking.Interleavings;

/// <summary>One process of an exploration; while it is paused it neither acts nor sees time pass.</summary>
internal sealed class ExploredHost : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly bool _timersFire;
    private Duration _missed;

    public ExploredHost(ILeaseStore server, bool timersFire)
    {
        _timersFire = timersFire;
        Store = new(server);
        Leases = new(Store, _clock, NullLogger<LeaseProvider>.Instance);
    }

    public SteppedStore Store { get; }

    public LeaseProvider Leases { get; }

    public bool IsPaused { get; private set; }

    /// <summary>What it holds as far as it knows, by key.</summary>
    public List<ILease> Held { get; } = [];

    public List<(LockKey Key, Task<ILease?> Task, CancellationTokenSource Cancel)> Asked { get; } = [];

    /// <summary>Calls nobody waits for: renewals and disposals.</summary>
    public List<Task> Calls { get; } = [];

    public IEnumerable<ILease> Believed => Held.Where(lease => !lease.Lost.IsCancellationRequested);

    public void Pause() => IsPaused = true;

    public void GoOn()
    {
        IsPaused = false;
        Pass(Duration.Zero);
    }

    public void Pass(Duration time)
    {
        _missed += time;
        if (!IsPaused && _timersFire)
        {
            var passed = _missed;
            _missed = Duration.Zero;
            _clock.Advance(passed);
        }
    }

    public void Dispose() => Leases.Dispose();
}
