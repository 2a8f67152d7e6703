using Carillon.Tenancy;
using Carillon.Testing.Conformance.Tenants;
using Xunit;

namespace Carillon.Tests.Tenancy.Catalog;

public sealed class InMemoryTenantCatalogConformanceTests : WritableTenantCatalogSuite
{
    private readonly InMemoryTenantCatalog _catalog = new();

    public static TheoryData<string> All => [.. CasesOf<InMemoryTenantCatalogConformanceTests>()];

    protected override ITenantCatalog Catalog => _catalog;

    protected override ITenantCatalogFeed Feed => _catalog;

    protected override ITenantCatalogWriter Writer => _catalog;

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
