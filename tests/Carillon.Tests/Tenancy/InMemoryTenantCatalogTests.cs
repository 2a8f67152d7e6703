using Carillon.Tenancy;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy;

public sealed class InMemoryTenantCatalogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_concurrent_changes_of_one_version_one_wins()
    {
        var catalog = new InMemoryTenantCatalog(new Tenant(Tenants.Hocmai, "Hocmai", "Asia/Ho_Chi_Minh"));
        for (var version = 1; version <= 50; version++)
        {
            var known = (await catalog.FindAsync(Tenants.Hocmai, Token))!;
            known.Version.ShouldBe(version);
            var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
                async () => await catalog.TryUpdateAsync(known with { Name = $"{version}-{i}" }, "lan", Token) ? i : -1,
                Token)));
            var winner = won.Where(i => i >= 0).ShouldHaveSingleItem();
            (await catalog.FindAsync(Tenants.Hocmai, Token))!.Name.ShouldBe($"{version}-{winner}");
        }
    }

    [Fact]
    public async Task Of_concurrent_additions_of_one_id_one_wins()
    {
        var catalog = new InMemoryTenantCatalog();
        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            async () => await catalog.TryAddAsync(new Tenant(Tenants.Icc, $"{i}", "UTC"), "lan", Token),
            Token)));
        won.Count(w => w).ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_tenant_is_null_and_is_not_changed()
    {
        var catalog = new InMemoryTenantCatalog();
        (await catalog.FindAsync(Tenants.Icc, Token)).ShouldBeNull();
        (await catalog.TryUpdateAsync(new Tenant(Tenants.Icc, "ICC", "UTC"), "lan", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Lists_by_id_what_the_query_includes()
    {
        var catalog = new InMemoryTenantCatalog(
            new[] { "d", "b", "a", "c" }.Select(t => new Tenant(TenantId.Parse(t), t, "UTC") { Status = t == "c" ? TenantStatus.Suspended : TenantStatus.Active }));
        (await ListAsync(TenantQuery.Active)).ShouldBe(["a", "b", "d"]);
        (await ListAsync(new() { After = TenantId.Parse("a") })).ShouldBe(["b", "d"]);
        (await ListAsync(new() { Only = [TenantId.Parse("d"), TenantId.Parse("x"), TenantId.Parse("c")] })).ShouldBe(["d"]);
        (await ListAsync(new() { Statuses = [TenantStatus.Suspended] })).ShouldBe(["c"]);

        async Task<List<string>> ListAsync(TenantQuery query) => await catalog.ListAsync(query, Token).Select(t => t.Id.Value).ToListAsync(Token);
    }

    [Fact]
    public void A_tenant_given_twice_is_refused_by_name() =>
        Should.Throw<ArgumentException>(() => new InMemoryTenantCatalog(new Tenant(Tenants.Icc, "a", "UTC"), new Tenant(Tenants.Icc, "b", "UTC")))
            .Message.ShouldContain("icc");
}
