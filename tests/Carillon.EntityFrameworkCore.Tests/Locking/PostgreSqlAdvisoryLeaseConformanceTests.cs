using Carillon.Locking;
using Carillon.Testing.Conformance.Leases;
using Carillon.TestSupport;
using NodaTime;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

public sealed class PostgreSqlAdvisoryLeaseConformanceTests : LeaseSuite
{
    private readonly List<SleepingStore> _stores = [];
    private AdvisoryBench? _bench;
    private int _opened;

    public static TheoryData<string> All => [.. CasesOf<PostgreSqlAdvisoryLeaseConformanceTests>()];

    protected override ILeaseStore Store => _stores[0];

    protected override int Races => TestSize.Scale(20);

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);

    // A few connections serve as many processes as a case has at the same time.
    protected override ILeaseStore Reopen() => _stores[++_opened % _stores.Count];

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _bench = await AdvisoryBench.StartAsync(cancellationToken);
        for (var i = 0; i < 4; i++)
        {
            var name = $"leases {i}";
            _stores.Add(new(_bench.Open(name), () => _bench.TerminateAsync(name, CancellationToken.None)));
        }
    }

    protected override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await base.CleanUpAsync(cancellationToken);
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        await (_bench?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    protected override async Task PassAtStoreAsync(Duration time, CancellationToken cancellationToken)
    {
        foreach (var store in _stores)
        {
            await store.SleepAsync(time);
        }
    }
}
