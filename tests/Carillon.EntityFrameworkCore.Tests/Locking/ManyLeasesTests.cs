using Carillon.Locking;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

/// <summary>L8: a host may hold ten thousand keys with hardly a connection.</summary>
public sealed class ManyLeasesTests
{
    private static readonly LeaseOptions Options = new() { Length = Duration.FromMinutes(30) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_leases_are_held_and_renewed_together_with_at_most_two_connections()
    {
        var many = TestSize.Scale(1000);
        await using var bench = await LeaseBench.StartAsync(Ct);
        var store = new CountingStore(bench.Host("table", "holder").GetRequiredService<ILeaseStore>());
        var time = new ManualTimeProvider();
        using var leases = new LeaseProvider(store, time, NullLogger<LeaseProvider>.Instance);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, many),
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Ct },
            async (i, ct) => (await leases.TryAcquireAsync(LockKey.Global($"many-{i}"), Options, ct)).ShouldNotBeNull());

        for (var third = 1; third <= 4; third++)
        {
            time.Advance(Options.Length / 3);
            (await store.RenewedAsync(Ct)).ShouldBe(many);
            (await bench.CountAsync("holder", Ct)).ShouldBeLessThanOrEqualTo(2);
        }

        leases.LeasesHeld.ShouldBe(many);
        store.Renewals.ShouldBe(4);
    }
}
