using System.Runtime.CompilerServices;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

// The catalogue in the control database. What was read is remembered, since every transaction asks for its tenant.
internal sealed class RelationalTenantCatalog(TenantStatements statements, CatalogMemory memory) : ITenantCatalog, ITenantCatalogFeed
{
    public async ValueTask<Tenant?> FindAsync(TenantId id, CancellationToken cancellationToken)
    {
        if (await memory.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } remembered)
        {
            return remembered;
        }

        return await statements.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } found ? memory.Remember(found.Tenant, found.At) : null;
    }

    public async IAsyncEnumerable<Tenant> ListAsync(TenantQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var after = query.After;
        while (true)
        {
            // Who lists tenants visits them next, and each visit asks for its tenant.
            var page = await statements.ListAsync(query, after, cancellationToken).ConfigureAwait(false);
            foreach (var (tenant, readAt) in page)
            {
                yield return memory.Remember(tenant, readAt);
            }

            if (page.Count < TenantStatements.PageSize)
            {
                yield break;
            }

            after = page[^1].Tenant.Id;
        }
    }

    public async ValueTask<CatalogPosition> NewestAsync(CancellationToken cancellationToken) =>
        (await statements.ChangesAsync(null, cancellationToken).ConfigureAwait(false)).Newest;

    public async ValueTask<CatalogChanges> ReadAsync(CatalogPosition after, CancellationToken cancellationToken)
    {
        var page = await statements.ChangesAsync(after, cancellationToken).ConfigureAwait(false);
        if (page.Continues(after))
        {
            return new(page.Changes, page.Position);
        }

        var start = new CatalogPosition(page.Newest.Epoch, 0);
        var first = await statements.ChangesAsync(start, cancellationToken).ConfigureAwait(false);
        return new(first.Changes, first.Position) { Restarts = true };
    }
}
