using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Catalog;

public sealed class PostgreSqlTenantCatalogConformanceTests() : RelationalTenantCatalogSuite("postgresql")
{
    public static TheoryData<string> All => [.. CasesOf<PostgreSqlTenantCatalogConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
