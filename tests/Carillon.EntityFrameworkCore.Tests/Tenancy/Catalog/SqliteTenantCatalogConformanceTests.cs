using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Catalog;

public sealed class SqliteTenantCatalogConformanceTests() : RelationalTenantCatalogSuite("sqlite")
{
    public static TheoryData<string> All => [.. CasesOf<SqliteTenantCatalogConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
