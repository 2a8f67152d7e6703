using Carillon.Tenancy;

namespace Carillon.Testing.Conformance.Tenants;

/// <summary>What every catalogue of tenants must keep, also one that is only read: lists in the order of the ids, and a feed that misses no change.</summary>
public abstract partial class TenantCatalogSuite : ConformanceSuite
{
    private static readonly TenantQuery _all = new() { Statuses = Enum.GetValues<TenantStatus>() };

    /// <summary>The catalogue under test; it has no tenants at first.</summary>
    protected abstract ITenantCatalog Catalog { get; }

    /// <summary>Its feed.</summary>
    protected abstract ITenantCatalogFeed Feed { get; }

    /// <summary>Adds a tenant or changes it, by whatever means this catalogue is changed. The versions are the catalogue's own.</summary>
    protected abstract Task PutAsync(Tenant tenant, CancellationToken cancellationToken);

    /// <summary>A tenant is found as it was put, and an unknown one is null, also after it was asked for before it was there.</summary>
    public async Task A_tenant_is_found_as_it_was_put(CancellationToken cancellationToken)
    {
        var put = new Tenant(TenantId.Parse("hocmai"), "Học mãi", "Asia/Ho_Chi_Minh")
        {
            Status = TenantStatus.Suspended,
            StatusReason = "unpaid",
            Incarnation = 3,
            ServerId = "db-2",
            ConnectionGeneration = 4,
        };
        Expect.Null(await Catalog.FindAsync(put.Id, cancellationToken), "there is none yet");
        await PutAsync(put, cancellationToken);
        var found = Expect.NotNull(await Catalog.FindAsync(put.Id, cancellationToken), "it is found at once");
        Expect.Equal(put, found with { Version = put.Version }, "as it was put");
        await PutAsync(put with { Status = TenantStatus.Active, StatusReason = null }, cancellationToken);
        Expect.Equal(TenantStatus.Active, (await Catalog.FindAsync(put.Id, cancellationToken))?.Status, "a change is seen at once");
        Expect.Null(await Catalog.FindAsync(TenantId.Parse("icc"), cancellationToken), "another one is not there");
    }

    /// <summary>The version of a tenant rises by one with each change.</summary>
    public async Task Each_change_raises_the_version(CancellationToken cancellationToken)
    {
        for (var i = 0; i < 3; i++)
        {
            await PutAsync(NewTenant("a", $"{i}"), cancellationToken);
            Expect.Equal(i + 1L, (await Catalog.FindAsync(TenantId.Parse("a"), cancellationToken))?.Version, "from 1 on");
        }
    }

    /// <summary>Lists are in the order of the ids, character by character, and hold what the query includes.</summary>
    public async Task Lists_hold_what_the_query_includes_by_id(CancellationToken cancellationToken)
    {
        string[] ids = ["b", "a-1", "a", "a_1", "a1", "0", "c"];
        foreach (var id in ids)
        {
            await PutAsync(NewTenant(id) with { Status = id == "c" ? TenantStatus.Suspended : TenantStatus.Active }, cancellationToken);
        }

        Expect.Equal(["0", "a", "a-1", "a1", "a_1", "b"], await IdsAsync(TenantQuery.Active, cancellationToken), "the active ones, by id");
        Expect.Equal<IEnumerable<string>>(ids.Order(StringComparer.Ordinal), await IdsAsync(_all, cancellationToken), "all of them");
        Expect.Equal(["a1", "a_1", "b"], await IdsAsync(new() { After = TenantId.Parse("a-1") }, cancellationToken), "after an id");
        Expect.Equal(["a-1"], await IdsAsync(new() { Only = [TenantId.Parse("a-1"), TenantId.Parse("c"), TenantId.Parse("x")] }, cancellationToken), "only those");
        Expect.Equal(["c"], await IdsAsync(new() { Statuses = [TenantStatus.Suspended] }, cancellationToken), "those of a status");
        Expect.Equal([], await IdsAsync(new() { Only = [] }, cancellationToken), "none");
    }

    /// <summary>While tenants come and change, a list names each at most once, in order, and skips none that was there throughout.</summary>
    public async Task A_list_under_change_skips_nobody(CancellationToken cancellationToken)
    {
        var there = Enumerable.Range(0, 40).Select(i => $"t{i * 10:0000}").ToList();
        foreach (var id in there)
        {
            await PutAsync(NewTenant(id), cancellationToken);
        }

        var listed = new List<string>();
        var random = new Random(7);
        await foreach (var tenant in Catalog.ListAsync(_all, cancellationToken))
        {
            listed.Add(tenant.Id.Value);
            await PutAsync(NewTenant($"t{random.Next(400):0000}", "changed"), cancellationToken);
        }

        Expect.Equal<IEnumerable<string>>(listed.Distinct().Order(StringComparer.Ordinal), listed, "each once, in order");
        Expect.Equal([], there.Except(listed), "nobody is left out");
    }

    private async Task<List<string>> IdsAsync(TenantQuery query, CancellationToken cancellationToken) =>
        await Catalog.ListAsync(query, cancellationToken).Select(t => t.Id.Value).ToListAsync(cancellationToken);

    private static Tenant NewTenant(string id, string? name = null) => new(TenantId.Parse(id), name ?? id, "UTC");
}
