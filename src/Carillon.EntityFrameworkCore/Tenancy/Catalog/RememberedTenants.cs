using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>Tenants that were read, kept right by the feed up to one position. Those that were not asked for lately are forgotten first.</summary>
internal sealed class RememberedTenants(int most)
{
    private readonly Lock _gate = new();
    private Dictionary<TenantId, Tenant> _young = [];
    private Dictionary<TenantId, Tenant> _old = [];
    private CatalogPosition? _position;

    /// <summary>Everything up to here is in what is remembered; null before the first look at the feed.</summary>
    public CatalogPosition? Position
    {
        get
        {
            lock (_gate)
            {
                return _position;
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _young.Count + _old.Count;
            }
        }
    }

    public Tenant? Find(TenantId id)
    {
        lock (_gate)
        {
            if (_young.TryGetValue(id, out var tenant))
            {
                return tenant;
            }

            if (_old.Remove(id, out tenant))
            {
                Put(tenant);
            }

            return tenant;
        }
    }

    /// <summary>Remembers a tenant, unless it was read before a change that the feed has told of since: that change may have been its own.</summary>
    public void Remember(Tenant tenant, CatalogPosition readAt)
    {
        lock (_gate)
        {
            if (_position is { } position && readAt.Epoch == position.Epoch && readAt >= position)
            {
                _old.Remove(tenant.Id);
                Put(tenant);
            }
        }
    }

    /// <summary>Takes in what the feed said of the changes after a position. Looks may come in any order: what is known already is left alone.</summary>
    public void Apply(CatalogPosition? after, CatalogPage page)
    {
        lock (_gate)
        {
            if (after is not { } from || !page.Continues(from) || page.Position < page.Newest)
            {
                // Another history, or more than a page: less is read by asking for those that are needed again.
                (_young, _old, _position) = ([], [], page.Newest);
            }
            else if (page.Position > _position)
            {
                foreach (var change in page.Changes)
                {
                    Replace(change);
                }

                _position = page.Position;
            }
        }
    }

    private void Replace(TenantChange change)
    {
        if ((_young.Remove(change.Id) || _old.Remove(change.Id)) && change.Tenant is { } tenant)
        {
            Put(tenant);
        }
    }

    private void Put(Tenant tenant)
    {
        if (_young.Count >= most / 2)
        {
            (_old, _young) = (_young, []);
        }

        _young[tenant.Id] = tenant;
    }
}
