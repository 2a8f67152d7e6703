using Carillon.Tenancy;
using Shouldly;

namespace Carillon.Tests.Tenancy;

/// <summary>Callers that open and close connections as they are told, one step at a time, and a server that counts them.</summary>
internal sealed class PlacesWorld(int budget, int pools)
{
    private readonly PoolPlaces[] _pools = [.. Enumerable.Range(0, pools).Select(_ => new PoolPlaces(new NoPool()))];
    private readonly List<PlaceRequest> _queue = [];
    private readonly List<Caller> _callers = [];
    private int _there;
    private long _now;

    public ServerPlaces Places { get; } = new(budget);

    /// <summary>The pools whose callers got a place, in that order.</summary>
    public List<int> Served { get; } = [];

    public int IdleOf(int pool) => _pools[pool].Idle;

    /// <summary>Does what a number says: somebody asks, leaves the queue, closes, opens, fails, gives back, or a pool is given up.</summary>
    public void Step(int number)
    {
        var choice = number / 16;
        switch (number % 16)
        {
            case < 6:
                Ask(choice % pools);
                break;
            case < 8 when _queue.Count > 0:
                var leaver = _queue[choice % _queue.Count];
                Places.Leave(leaver).ShouldBeTrue();
                Places.Leave(leaver).ShouldBeFalse();
                _queue.Remove(leaver);
                break;
            case 8 when Array.Exists(_pools, p => p.IsRetired):
                break;
            case 8 when choice % 8 == 0:
                var closing = Places.Retire(_pools[choice % pools]);
                _there -= closing;
                Places.Release(closing);
                break;
            case 9 when Places.Trim(_now - (choice % 50)) is { } old:
                _there -= old.Closing;
                Places.Release(old.Closing);
                break;
            case > 9 when _callers.Count > 0:
                Advance(_callers[choice % _callers.Count], fails: choice % 7 == 0);
                break;
        }

        Check();
    }

    public void Ask(int pool)
    {
        if (Places.TryTake(_pools[pool]) is { } grant)
        {
            _queue.ShouldBeEmpty();
            Take(_pools[pool], grant);
        }
        else
        {
            _queue.Add(Places.Enqueue(_pools[pool]));
        }
    }

    /// <summary>Asks, opens and gives back.</summary>
    public void Use(int pool)
    {
        Ask(pool);
        var caller = _callers[^1];
        while (_callers.Contains(caller))
        {
            Advance(caller, fails: false);
        }
    }

    public void GiveBackFirst()
    {
        var caller = _callers[0];
        while (_callers.Contains(caller))
        {
            Advance(caller, fails: false);
        }
    }

    /// <summary>Everybody finishes: nobody waits for ever, and no place is lost.</summary>
    public void RunOut()
    {
        while (_callers.Count > 0)
        {
            Advance(_callers[0], fails: false);
            Check();
        }

        _queue.ShouldBeEmpty();
        Places.Taken.ShouldBe(Places.Idle);
        _there.ShouldBe(Places.Idle);
    }

    private void Advance(Caller caller, bool fails)
    {
        switch (caller.Stage)
        {
            case Stage.Closing:
                _there -= caller.Grant.Closing;
                caller.Stage = Stage.Opening;
                Places.Release(caller.Grant.Closing - 1);
                break;
            case Stage.Opening when fails:
                _callers.Remove(caller);
                Places.Return(caller.Pool, staysOpen: false, _now++);
                break;
            case Stage.Opening:
                _there++;
                caller.Stage = Stage.Using;
                break;
            case Stage.Using:
                _callers.Remove(caller);
                var stays = !fails && !caller.Pool.IsRetired;
                _there -= stays ? 0 : 1;
                Places.Return(caller.Pool, stays, _now++);
                break;
        }

        TakeServed();
    }

    // Only the first ones of the queue may have been served.
    private void TakeServed()
    {
        while (_queue.FirstOrDefault() is { Place: { } place } first)
        {
            _queue.RemoveAt(0);
            Take(first.Pool, place);
        }
    }

    private void Take(PoolPlaces pool, PlaceGrant grant)
    {
        Served.Add(Array.IndexOf(_pools, pool));
        _callers.Add(new(pool, grant) { Stage = grant.Victim is not null ? Stage.Closing : grant.Reuses ? Stage.Using : Stage.Opening });
    }

    private void Check()
    {
        TakeServed();
        _there.ShouldBeLessThanOrEqualTo(Places.Taken);
        Places.Taken.ShouldBeLessThanOrEqualTo(budget);
        Places.Waiting.ShouldBe(_queue.Count);
        Places.Idle.ShouldBe(_pools.Sum(p => p.Idle));
        _queue.Exists(r => r.Place is not null).ShouldBeFalse();
        if (_queue.Count > 0)
        {
            Places.Idle.ShouldBe(0);
            Places.Taken.ShouldBe(budget);
        }
    }

    private enum Stage
    {
        Closing,
        Opening,
        Using,
    }

    private sealed class Caller(PoolPlaces pool, PlaceGrant grant)
    {
        public PoolPlaces Pool => pool;

        public PlaceGrant Grant => grant;

        public Stage Stage { get; set; }
    }

    private sealed class NoPool : IConnectionPool
    {
        public ValueTask<RentedConnection> RentAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask CloseIdleAsync() => throw new NotSupportedException();

        public bool TryMove(DatabaseAddress address) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
