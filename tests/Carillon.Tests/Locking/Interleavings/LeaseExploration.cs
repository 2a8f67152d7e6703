using Carillon.Locking;
using Carillon.Testing.Clocks;
using NodaTime;

namespace Carillon.Tests.Locking.Interleavings;

/// <summary>
/// One seeded history of hosts that take, renew and give back a few keys while requests and answers are late or lost and processes are paused.
/// Everything runs on one thread, one step after the other, so that a seed tells a history again.
/// </summary>
internal sealed class LeaseExploration : IDisposable
{
    private const int Steps = 120;
    private static readonly LeaseOptions _options = new() { Length = Duration.FromSeconds(30) };
    private static readonly LockKey[] _keys = [LockKey.Global("left"), LockKey.Global("right")];

    private readonly ManualTimeProvider _serverClock = new();
    private readonly ExpiryBook _server;
    private readonly Dictionary<LockKey, Fence> _highest = [];
    private readonly List<ExploredHost> _hosts;
    private readonly Random _random;
    private readonly bool _withFailures;

    public LeaseExploration(int seed, Func<ILeaseStore, ILeaseStore>? twin = null, bool timersFire = true)
    {
        _random = new(seed);
        _withFailures = _random.Next(2) == 0;
        var store = new InProcessLeaseStore(_serverClock);
        _server = new(twin?.Invoke(store) ?? store, _serverClock);
        _hosts = [.. Enumerable.Range(0, 3).Select(_ => new ExploredHost(_server, timersFire))];
    }

    public int Granted { get; private set; }

    public int Lost { get; private set; }

    /// <summary>Tells the history; what it breaks is thrown.</summary>
    public async Task RunAsync()
    {
        for (var step = 0; step < Steps; step++)
        {
            await ActAsync(_hosts[_random.Next(_hosts.Count)]);
            await LookAsync();
        }

        await WindUpAsync();
    }

    public void Dispose() => _hosts.ForEach(host => host.Dispose());

    private async Task ActAsync(ExploredHost host)
    {
        switch (_random.Next(12))
        {
            case 0 or 1 when !host.IsPaused:
                var cancel = new CancellationTokenSource();
                var key = _keys[_random.Next(_keys.Length)];
                host.Asked.Add((key, host.Leases.TryAcquireAsync(key, _options, cancel.Token).AsTask(), cancel));
                break;
            case 2 when !host.IsPaused && host.Held.Count > 0:
                host.Calls.Add(Pick(host.Held).RenewAsync(CancellationToken.None).AsTask());
                break;
            case 3 when !host.IsPaused && host.Held.Count > 0:
                GiveBack(host, Pick(host.Held));
                break;
            case 4 when !host.IsPaused && host.Asked.Count > 0 && _withFailures:
                Pick(host.Asked).Cancel.Cancel();
                break;
            case 5 when _withFailures && host.Store.Requests.Count > 0:
                host.Store.Lose(Pick(host.Store.Requests));
                break;
            case 6 when host.IsPaused:
                host.GoOn();
                break;
            case 6 when _random.Next(3) == 0:
                host.Pause();
                break;
            case 7 or 8:
                Pass(_options.Length * _random.NextDouble() * 0.25);
                break;
            default:
                // A paused process reads no answers, but what it has sent arrives.
                if (host.Store.Requests.Where(r => !host.IsPaused || !r.HasArrived).ToList() is { Count: > 0 } requests)
                {
                    await host.Store.StepAsync(Pick(requests));
                }

                break;
        }
    }

    private void Pass(Duration time)
    {
        _serverClock.Advance(time);
        _hosts.ForEach(host => host.Pass(time));
    }

    private void GiveBack(ExploredHost host, ILease lease)
    {
        host.Held.Remove(lease);
        host.Calls.Add(lease.DisposeAsync().AsTask());
        if (_random.Next(2) == 0)
        {
            host.Calls.Add(lease.DisposeAsync().AsTask());
        }
    }

    private async Task LookAsync()
    {
        foreach (var host in _hosts)
        {
            foreach (var asked in host.Asked.Where(a => a.Task.IsCompleted).ToList())
            {
                host.Asked.Remove(asked);
                if (asked.Task.IsCompletedSuccessfully && await asked.Task is { } lease)
                {
                    Granted++;
                    Require(!_highest.TryGetValue(asked.Key, out var highest) || lease.Fence > highest, $"the fence of '{asked.Key}' rises");
                    _highest[asked.Key] = lease.Fence;
                    host.Held.Add(lease);
                }
            }

            // Who learns of a loss stops, and disposes what he had.
            foreach (var lease in host.Held.Where(lease => !host.IsPaused && lease.Lost.IsCancellationRequested).ToList())
            {
                Lost++;
                GiveBack(host, lease);
            }
        }

        var awake = _hosts.Where(host => !host.IsPaused).ToList();
        foreach (var key in _keys)
        {
            Require(awake.Sum(host => host.Believed.Count(lease => lease.Key == key)) <= 1, $"at most one host believes that it holds '{key}'");
        }

        Require(awake.All(host => host.Believed.All(_server.IsInForce)), "a loss is told before the lease has ended");
    }

    // Everything arrives and is given back: then nothing may be left, neither in a host nor in the store.
    private async Task WindUpAsync()
    {
        var failed = _hosts.Any(host => host.Store.HasFailed || host.Asked.Exists(a => a.Cancel.IsCancellationRequested));
        _hosts.ForEach(host => host.GoOn());
        await DrainAsync();
        foreach (var host in _hosts)
        {
            foreach (var lease in host.Held.ToList())
            {
                GiveBack(host, lease);
            }
        }

        await DrainAsync();
        Require(_hosts.All(host => host.Leases.LeasesHeld == 0), "no host keeps a lease that was given back");
        Require(_hosts.All(host => host.Calls.All(call => call.IsCompleted) && host.Asked.Count == 0), "every call has ended");
        failed |= _hosts.Any(host => host.Store.HasFailed);
        foreach (var key in _keys)
        {
            Require(await IsFreeAsync(key) || failed, "a key that was given back is free at once");
        }

        Pass(_options.Length);
        foreach (var key in _keys)
        {
            Require(await IsFreeAsync(key), "whatever happened, a key is free when a lease has passed");
        }
    }

    private async Task DrainAsync()
    {
        while (_hosts.Find(host => host.Store.Requests.Count > 0) is { } host)
        {
            await host.Store.StepAsync(host.Store.Requests[0]);
            await LookAsync();
        }
    }

    private async Task<bool> IsFreeAsync(LockKey key) => await _server.TryTakeAsync(key, "who comes next", _options.Length, CancellationToken.None) is not null;

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private static void Require(bool kept, string promise)
    {
        if (!kept)
        {
            throw new BrokenPromiseException(promise);
        }
    }
}
