using Carillon.Tenancy;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.Catalog;

public sealed class InMemoryTenantCatalogTests
{
    [Fact]
    public void A_tenant_given_twice_is_refused_by_name() =>
        Should.Throw<ArgumentException>(() => new InMemoryTenantCatalog(new Tenant(Tenants.Icc, "a", "UTC"), new Tenant(Tenants.Icc, "b", "UTC")))
            .Message.ShouldContain("icc");

    [Fact]
    public async Task The_tenants_it_begins_with_are_in_its_feed()
    {
        var catalog = new InMemoryTenantCatalog(new Tenant(Tenants.Icc, "a", "UTC"), new Tenant(Tenants.Hocmai, "b", "UTC"));
        var page = await catalog.ReadAsync(default, TestContext.Current.CancellationToken);
        page.Changes.Select(c => c.Id).ShouldBe([Tenants.Icc, Tenants.Hocmai]);
    }
}
