using Carillon.Tenancy;
using Carillon.Testing.Conformance.Connections;
using NodaTime;
using Xunit;

namespace Carillon.Tests.Tenancy.Connections;

public sealed class InMemoryConnectionStoreConformanceTests : ConnectionStoreSuite
{
    public InMemoryConnectionStoreConformanceTests()
    {
        Audit = new InMemoryAuditLog(SystemClock.Instance);
        Store = new InMemoryConnectionStore(Audit, SystemClock.Instance);
    }

    public static TheoryData<string> All => [.. CasesOf<InMemoryConnectionStoreConformanceTests>()];

    protected override IConnectionStore Store { get; }

    protected override IAuditLog Audit { get; }

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
