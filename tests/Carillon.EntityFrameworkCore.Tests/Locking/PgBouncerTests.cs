using Carillon.Locking;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

/// <summary>Behind a real PgBouncer in transaction mode, where two statements of one client may run on two connections of the server.</summary>
public sealed class PgBouncerTests
{
    private static readonly LeaseOptions Minute = new() { Length = Duration.FromMinutes(1) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_lease_table_keeps_its_promises_behind_it()
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        await using var pooler = await PgBouncer.StartAsync(Ct);
        LeaseProvider[] hosts = [bench.Leases("table", "one", pooler.Port), bench.Leases("table", "two", pooler.Port)];
        var (inside, most, highest) = (0, 0, default(Fence));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(
            async () =>
            {
                for (var turn = 0; turn < 5; turn++)
                {
                    await using var lease = await hosts[worker % 2].AcquireAsync(LockKey.Global("key"), Minute with { WaitAtMost = Duration.FromMinutes(1) }, Ct);
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    lease.Fence.ShouldBeGreaterThan(highest);
                    highest = lease.Fence;
                    (await lease.RenewAsync(Ct)).ShouldBeTrue();
                    Interlocked.Decrement(ref inside);
                }
            },
            Ct)));

        most.ShouldBe(1);
        hosts.ShouldAllBe(host => host.LeasesHeld == 0 && host.KeysWaitedFor == 0);
    }

    [Fact]
    public async Task Advisory_locks_refuse_to_start_behind_it()
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        await using var pooler = await PgBouncer.StartAsync(Ct);
        var starts = bench.Host("advisory", "host", pooler.Port).GetServices<IHostedService>();

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => Task.WhenAll(starts.Select(s => s.StartAsync(Ct))));

        refused.Message.ShouldStartWith($"AdvisoryLeaseOptions: a connection pooler answers at 127.0.0.1:{pooler.Port}. In transaction mode it would lose the locks.");
    }
}
