namespace Carillon.Tenancy;

/// <summary>One piece of work for one tenant, with services of its own. Reading it after its end throws.</summary>
public sealed class TenantScope
{
    private readonly Tenant _tenant;
    private readonly IServiceProvider _services;
    private volatile bool _closed;

    internal TenantScope(Tenant tenant, IServiceProvider services)
    {
        _tenant = tenant;
        _services = services;
    }

    /// <summary>The tenant.</summary>
    /// <exception cref="NoTenantException">The scope has ended.</exception>
    public Tenant Tenant => _closed ? throw new NoTenantException() : _tenant;

    /// <summary>Services that live as long as the scope.</summary>
    /// <exception cref="NoTenantException">The scope has ended.</exception>
    public IServiceProvider Services => _closed ? throw new NoTenantException() : _services;

    internal void Close() => _closed = true;
}
