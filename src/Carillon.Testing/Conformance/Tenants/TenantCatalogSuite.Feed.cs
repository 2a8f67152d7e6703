using Carillon.Tenancy;

namespace Carillon.Testing.Conformance.Tenants;

public abstract partial class TenantCatalogSuite
{
    /// <summary>From the beginning, the feed tells of every tenant once, in the order of their last changes, and then of nothing.</summary>
    public async Task The_feed_tells_of_every_tenant_from_the_beginning(CancellationToken cancellationToken)
    {
        foreach (var id in (string[])["c", "a", "b", "a"])
        {
            await PutAsync(NewTenant(id, $"{id}!"), cancellationToken);
            await PutAsync(NewTenant(id, id), cancellationToken);
        }

        var (changes, position) = await ReadAllAsync(default, cancellationToken);
        Expect.Equal(["c", "b", "a"], changes.Select(c => c.Id.Value), "each once, by its last change");
        Expect.Equal(["c", "b", "a"], changes.Select(c => c.Tenant?.Name), "as it is now");
        Expect.Equal(position, await Feed.NewestAsync(cancellationToken), "that was the last change");
        Expect.Equal(0, (await Feed.ReadAsync(position, cancellationToken)).Changes.Count, "nothing comes after it");
    }

    /// <summary>After a position, the feed tells of what changed since and of nothing else.</summary>
    public async Task The_feed_tells_what_changed_since(CancellationToken cancellationToken)
    {
        foreach (var id in (string[])["a", "b", "c"])
        {
            await PutAsync(NewTenant(id), cancellationToken);
        }

        var before = await Feed.NewestAsync(cancellationToken);
        await PutAsync(NewTenant("b") with { Status = TenantStatus.Suspended }, cancellationToken);
        await PutAsync(NewTenant("d"), cancellationToken);
        var (changes, position) = await ReadAllAsync(before, cancellationToken);
        Expect.Equal(["b:Suspended", "d:Active"], changes.Select(c => $"{c.Id}:{c.Tenant?.Status}"), "in the order of the changes");
        Expect.True(position > before, "positions rise");
    }

    /// <summary>More changes than make a page come in several, without a gap.</summary>
    public async Task Pages_of_the_feed_meet(CancellationToken cancellationToken)
    {
        var ids = Enumerable.Range(0, 1100).Select(i => $"t{i:0000}").ToList();
        await PutAllAsync([.. ids.Select(id => NewTenant(id))], cancellationToken);
        var (changes, position) = await ReadAllAsync(default, cancellationToken);
        Expect.Equal<IEnumerable<string>>(ids, changes.Select(c => c.Id.Value).Order(StringComparer.Ordinal), "each comes, once");
        Expect.Equal(await Feed.NewestAsync(cancellationToken), position, "up to the last one");
    }

    /// <summary>A position that this history does not know begins anew, and says so.</summary>
    public async Task A_position_of_another_history_begins_anew(CancellationToken cancellationToken)
    {
        await PutAsync(NewTenant("a"), cancellationToken);
        var newest = await Feed.NewestAsync(cancellationToken);
        Expect.True(!(await Feed.ReadAsync(newest, cancellationToken)).Restarts, "a known position goes on");
        foreach (var foreign in (CatalogPosition[])[newest with { Number = newest.Number + 1 }, newest with { Epoch = newest.Epoch + 1 }])
        {
            var page = await Feed.ReadAsync(foreign, cancellationToken);
            Expect.True(page.Restarts, "it says so");
            Expect.Equal(["a"], page.Changes.Select(c => c.Id.Value), "and tells everything");
            Expect.Equal(newest, page.Position, "up to the last change");
        }
    }

    /// <summary>Puts many tenants.</summary>
    protected virtual async Task PutAllAsync(IReadOnlyList<Tenant> tenants, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenants);
        foreach (var tenant in tenants)
        {
            await PutAsync(tenant, cancellationToken);
        }
    }

    private async Task<(List<TenantChange> Changes, CatalogPosition Position)> ReadAllAsync(CatalogPosition after, CancellationToken cancellationToken)
    {
        var changes = new List<TenantChange>();
        while (true)
        {
            var page = await Feed.ReadAsync(after, cancellationToken);
            after = page.Position;
            if (page.Changes.Count == 0)
            {
                return (changes, after);
            }

            changes.AddRange(page.Changes);
        }
    }
}
