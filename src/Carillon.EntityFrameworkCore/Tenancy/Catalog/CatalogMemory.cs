using Carillon.Tenancy;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>What this host remembers of the catalogue, kept right by its feed.</summary>
internal sealed class CatalogMemory
{
    // About ten megabytes.
    private const int Most = 20_000;
    private readonly RememberedTenants _tenants = new(Most);
    private readonly TenantStatements _statements;
    private readonly CatalogLooks _looks;

    public CatalogMemory(TenantStatements statements, IClock clock, TimeProvider time)
    {
        _statements = statements;
        _looks = new(LookAsync, clock, time);
    }

    /// <summary>The tenant, if it is remembered and memory may be believed.</summary>
    public async ValueTask<Tenant?> FindAsync(TenantId id, CancellationToken cancellationToken)
    {
        await _looks.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return _tenants.Find(id);
    }

    public Tenant Remember(Tenant tenant, CatalogPosition readAt)
    {
        _tenants.Remember(tenant, readAt);
        return tenant;
    }

    /// <summary>To be called after each write of this host, whatever came of it: who asks next sees it.</summary>
    public void Expire() => _looks.Expire();

    private async Task LookAsync()
    {
        var after = _tenants.Position;
        _tenants.Apply(after, await _statements.ChangesAsync(after, CancellationToken.None).ConfigureAwait(false));
    }
}
