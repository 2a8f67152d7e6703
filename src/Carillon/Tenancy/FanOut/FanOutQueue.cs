using NodaTime;

namespace Carillon.Tenancy;

/// <summary>The tenants that wait for their turn. The next is the first by id whose server is not busy enough already. Not thread-safe.</summary>
internal sealed class FanOutQueue(int mostPerServer)
{
    private readonly SortedSet<Server> _free = new(Comparer<Server>.Create((a, b) => a.Next.CompareTo(b.Next)));
    private readonly Dictionary<string, Server> _servers = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Tenant, Duration> _resting = new();

    /// <summary>When the first of those that rest wants another turn; null where none rests.</summary>
    public Duration? NextRested => _resting.TryPeek(out _, out var at) ? at : null;

    public bool IsEmpty => _free.Count == 0 && _resting.Count == 0;

    public void Add(Tenant tenant) => Change(tenant.ServerId, s => s.Waiting.Add(tenant));

    /// <summary>Lets a tenant rest until a time, so that it takes no place and no share of its server.</summary>
    public void Rest(Tenant tenant, Duration until) => _resting.Enqueue(tenant, until);

    /// <summary>Gives those that have rested another turn.</summary>
    public void Wake(Duration now)
    {
        while (_resting.TryPeek(out var tenant, out var at) && at <= now)
        {
            _resting.Dequeue();
            Add(tenant);
        }
    }

    public Tenant? Take()
    {
        if (_free.Min is not { } server)
        {
            return null;
        }

        var tenant = server.Waiting.Min!;
        Change(tenant.ServerId, s =>
        {
            s.Waiting.Remove(tenant);
            s.Busy++;
        });
        return tenant;
    }

    /// <summary>The tenant's server is less busy.</summary>
    public void Release(Tenant tenant) => Change(tenant.ServerId, s => s.Busy--);

    // Where a server stands follows from what changes here, so it is taken out while it changes.
    private void Change(string id, Action<Server> change)
    {
        if (!_servers.TryGetValue(id, out var server))
        {
            _servers.Add(id, server = new());
        }
        else if (server.IsFree(mostPerServer))
        {
            _free.Remove(server);
        }

        change(server);
        if (server.IsFree(mostPerServer))
        {
            _free.Add(server);
        }
    }

    private sealed class Server
    {
        public SortedSet<Tenant> Waiting { get; } = new(Comparer<Tenant>.Create((a, b) => a.Id.CompareTo(b.Id)));

        public int Busy { get; set; }

        public TenantId Next => Waiting.Min!.Id;

        public bool IsFree(int most) => Waiting.Count > 0 && Busy < most;
    }
}
