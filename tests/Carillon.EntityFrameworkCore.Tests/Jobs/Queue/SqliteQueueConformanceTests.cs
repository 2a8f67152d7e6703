using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs.Queue;

public sealed class SqliteQueueConformanceTests() : InstalledQueueSuite("sqlite")
{
    public static TheoryData<string> All => [.. CasesOf<SqliteQueueConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
