using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Commands;

public sealed class SqliteCommandInboxConformanceTests() : RelationalCommandInboxSuite("sqlite")
{
    public static TheoryData<string> All => [.. CasesOf<SqliteCommandInboxConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
