using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>Changes tenants in the catalogue: reads, changes and writes, and begins again where another change came first.</summary>
internal sealed class TenantChanges(ITenantCatalog catalog, ITenantCatalogWriter writer)
{
    /// <summary>The tenant as the catalogue has it now: a list is never answered from memory.</summary>
    public async ValueTask<Tenant> RequireAsync(TenantId id, CancellationToken cancellationToken)
    {
        var query = new TenantQuery { Only = [id], Statuses = Enum.GetValues<TenantStatus>() };
        await foreach (var tenant in catalog.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            return tenant;
        }

        throw new TenantNotFoundException(id);
    }

    /// <summary>The tenant after the change; nothing is written where it changes nothing.</summary>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    /// <exception cref="TenantTransitionException">Its status does not allow it.</exception>
    public async ValueTask<Tenant> ApplyAsync(TenantId id, Func<Tenant, Tenant> change, string actor, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = await RequireAsync(id, cancellationToken).ConfigureAwait(false);
            var after = change(before);
            if (!TenantTransitions.Allows(before.Status, after.Status))
            {
                throw new TenantTransitionException(id, before.Status, after.Status);
            }

            if (after == before)
            {
                return before;
            }

            if (await writer.TryUpdateAsync(after, actor, cancellationToken).ConfigureAwait(false))
            {
                return after with { Version = before.Version + 1 };
            }
        }
    }
}
