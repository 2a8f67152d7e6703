using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs.Queue;

public sealed class InMemoryQueueConformanceTests() : InstalledQueueSuite("sqlite", inMemory: true)
{
    public static TheoryData<string> All => [.. CasesOf<InMemoryQueueConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
