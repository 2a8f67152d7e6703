using Carillon.Locking;
using Carillon.PostgreSql.Locking;
using Carillon.Testing.Conformance.Leases;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

public sealed class PostgreSqlAdvisoryLeaseConformanceTests : LeaseSuite
{
    private readonly List<SleepingStore> _stores = [];
    private LeaseBench? _bench;
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
        _bench = await LeaseBench.StartAsync(cancellationToken);
        for (var i = 0; i < 4; i++)
        {
            var name = $"leases {i}";
            var store = _bench.Host("advisory", name).GetRequiredService<AdvisoryLeaseStore>();
            _stores.Add(new(store, () => _bench.TerminateAsync(name, CancellationToken.None)));
        }
    }

    protected override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await base.CleanUpAsync(cancellationToken);
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
