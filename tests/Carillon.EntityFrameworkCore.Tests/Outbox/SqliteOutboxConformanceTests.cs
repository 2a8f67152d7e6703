using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Outbox;

public sealed class SqliteOutboxConformanceTests() : RelationalOutboxSuite("sqlite")
{
    public static TheoryData<string> All => [.. CasesOf<SqliteOutboxConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
