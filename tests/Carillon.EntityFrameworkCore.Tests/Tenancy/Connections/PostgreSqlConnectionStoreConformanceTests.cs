using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

public sealed class PostgreSqlConnectionStoreConformanceTests() : RelationalConnectionStoreSuite("postgresql")
{
    public static TheoryData<string> All => [.. CasesOf<PostgreSqlConnectionStoreConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
