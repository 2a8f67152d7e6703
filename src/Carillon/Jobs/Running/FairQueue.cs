using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Hands out the work of the tenant that was served least; a tenant that comes back has no credit for its absence.</summary>
internal sealed class FairQueue
{
    private readonly Dictionary<TenantId, Queue<RunnerWork>> _waiting = [];
    private readonly Dictionary<TenantId, double> _served = [];
    private readonly HashSet<(TenantId Tenant, JobName Work)> _keys = [];
    private double _floor;

    public int Count => _keys.Count;

    /// <summary>Adds work unless the same is waiting already.</summary>
    public bool Add(RunnerWork work)
    {
        if (!_keys.Add(work.Key))
        {
            return false;
        }

        if (!_waiting.TryGetValue(work.Tenant, out var queue))
        {
            _waiting.Add(work.Tenant, queue = []);
            _served[work.Tenant] = Math.Max(_floor, _served.GetValueOrDefault(work.Tenant));
        }

        queue.Enqueue(work);
        return true;
    }

    /// <summary>Takes the next piece of a tenant that is not busy; null when there is none.</summary>
    public RunnerWork? Take(Func<TenantId, bool> isBusy)
    {
        TenantId? least = null;
        foreach (var tenant in _waiting.Keys)
        {
            if (!isBusy(tenant) && (least is not { } best || (_served[tenant], tenant).CompareTo((_served[best], best)) < 0))
            {
                least = tenant;
            }
        }

        if (least is not { } chosen)
        {
            return null;
        }

        var queue = _waiting[chosen];
        var work = queue.Dequeue();
        if (queue.Count == 0)
        {
            _waiting.Remove(chosen);
        }

        _keys.Remove(work.Key);
        _floor = Math.Max(_floor, _served[chosen]);
        return work;
    }

    /// <summary>Notes what serving a tenant cost.</summary>
    public void Charge(TenantId tenant, double cost) => _served[tenant] = _served.GetValueOrDefault(tenant) + cost;
}
