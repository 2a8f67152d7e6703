using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Outbox;

public sealed class PostgreSqlOutboxConformanceTests() : RelationalOutboxSuite("postgresql")
{
    public static TheoryData<string> All => [.. CasesOf<PostgreSqlOutboxConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
