using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs.Queue;

public sealed class PostgreSqlQueueConformanceTests() : InstalledQueueSuite("postgresql")
{
    public static TheoryData<string> All => [.. CasesOf<PostgreSqlQueueConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
