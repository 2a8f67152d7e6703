using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

public sealed class SqliteLeaseConformanceTests() : RelationalLeaseSuite("sqlite")
{
    public static TheoryData<string> All => [.. CasesOf<SqliteLeaseConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
