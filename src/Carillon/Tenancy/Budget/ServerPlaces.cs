namespace Carillon.Tenancy;

/// <summary>
/// Who may open a connection to a server, who gives way and who waits. Counts and queues only: it opens nothing and knows no clock, and whoever owns
/// it lets one in at a time.
/// </summary>
/// <remarks>While somebody waits, every place is taken and none is idle: so nobody who comes later is served before.</remarks>
internal sealed class ServerPlaces(int budget)
{
    // The one whose connections have been idle longest first.
    private readonly LinkedList<PoolPlaces> _idle = new();
    private readonly LinkedList<PlaceRequest> _waiting = new();

    /// <summary>Connections that there are, or that somebody was told to open or to close.</summary>
    public int Taken { get; private set; }

    public int Idle { get; private set; }

    public int Waiting => _waiting.Count;

    public long Evicted { get; private set; }

    /// <summary>Gives a place to a caller of this pool; null: it has to wait.</summary>
    public PlaceGrant? TryTake(PoolPlaces pool) => _waiting.Count > 0 ? null : Find(pool);

    /// <summary>Puts a caller at the end of the queue.</summary>
    public PlaceRequest Enqueue(PoolPlaces pool)
    {
        var request = new PlaceRequest(pool);
        request.Node = _waiting.AddLast(request);
        return request;
    }

    /// <summary>Takes a caller out of the queue; false where it has been served already.</summary>
    public bool Leave(PlaceRequest request)
    {
        if (request.Node is null)
        {
            return false;
        }

        _waiting.Remove(request.Node);
        request.Node = null;
        return true;
    }

    /// <summary>Takes a connection back that a caller had: it is idle now, or closed.</summary>
    public void Return(PoolPlaces pool, bool staysOpen, long now)
    {
        if (staysOpen && !pool.IsRetired)
        {
            pool.Idle++;
            pool.IdleSince = now;
            Idle++;
            Unlink(pool);
            pool.Node = _idle.AddLast(pool);
        }
        else
        {
            Taken--;
        }

        Serve();
    }

    /// <summary>Takes the places back of connections that were evicted and are closed now.</summary>
    public void Release(int closed)
    {
        Taken -= closed;
        Serve();
    }

    /// <summary>Takes all idle connections out of a pool that is given up; they are to be closed, then released.</summary>
    public int Retire(PoolPlaces pool)
    {
        pool.IsRetired = true;
        return TakeIdle(pool);
    }

    /// <summary>Takes the idle connections out of a pool that nobody has used since; they are to be closed, then released. Null: there is none such.</summary>
    public (PoolPlaces Pool, int Closing)? Trim(long since) =>
        _idle.First?.Value is { } longest && longest.IdleSince < since ? (longest, TakeIdle(longest)) : null;

    private PlaceGrant? Find(PoolPlaces pool)
    {
        if (pool.Idle > 0)
        {
            pool.Idle--;
            Idle--;
            if (pool.Idle == 0)
            {
                Unlink(pool);
            }

            return PlaceGrant.Reuse;
        }

        if (Taken < budget)
        {
            Taken++;
            return PlaceGrant.Open;
        }

        if (_idle.First is not { } longest)
        {
            return null;
        }

        var closing = TakeIdle(longest.Value);
        Evicted += closing;
        return new(false, longest.Value, closing);
    }

    private void Serve()
    {
        while (_waiting.First is { } first && Find(first.Value.Pool) is { } grant)
        {
            Leave(first.Value);
            first.Value.Grant(grant);
        }
    }

    private int TakeIdle(PoolPlaces pool)
    {
        var taken = pool.Idle;
        pool.Idle = 0;
        Idle -= taken;
        Unlink(pool);
        return taken;
    }

    private void Unlink(PoolPlaces pool)
    {
        if (pool.Node is { } node)
        {
            _idle.Remove(node);
            pool.Node = null;
        }
    }
}
