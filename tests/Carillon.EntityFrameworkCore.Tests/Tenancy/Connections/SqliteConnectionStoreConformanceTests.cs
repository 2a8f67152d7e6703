using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

public sealed class SqliteConnectionStoreConformanceTests() : RelationalConnectionStoreSuite("sqlite")
{
    public static TheoryData<string> All => [.. CasesOf<SqliteConnectionStoreConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
