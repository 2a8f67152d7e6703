using Carillon.Locking;
using Carillon.Testing.Clocks;
using Carillon.Testing.Conformance.Leases;
using Carillon.TestSupport;
using NodaTime;
using Xunit;

namespace Carillon.Tests.Locking;

public sealed class InProcessLeaseConformanceTests : LeaseSuite
{
    private readonly ManualTimeProvider _clock = new();
    private readonly InProcessLeaseStore _store;

    public InProcessLeaseConformanceTests() => _store = new(_clock);

    public static TheoryData<string> All => [.. CasesOf<InProcessLeaseConformanceTests>()];

    protected override ILeaseStore Store => _store;

    protected override int Races => TestSize.Scale(2000);

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);

    protected override Task PassAtStoreAsync(Duration time, CancellationToken cancellationToken)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }
}
