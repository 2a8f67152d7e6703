using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Commands;

public sealed class PostgreSqlCommandInboxConformanceTests() : RelationalCommandInboxSuite("postgresql")
{
    public static TheoryData<string> All => [.. CasesOf<PostgreSqlCommandInboxConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
