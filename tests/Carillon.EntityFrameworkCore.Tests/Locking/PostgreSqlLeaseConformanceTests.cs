using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

public sealed class PostgreSqlLeaseConformanceTests() : RelationalLeaseSuite("postgresql")
{
    public static TheoryData<string> All => [.. CasesOf<PostgreSqlLeaseConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
