using Carillon.EntityFrameworkCore.Locking;
using Carillon.Locking;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

public sealed class RelationalLeaseStoreTests
{
    private static readonly LockKey Key = LockKey.Global("restored");

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Fences_rise_when_the_control_database_was_restored_and_its_epoch_raised(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        var control = installation.Services.GetRequiredService<ControlDatabase>();
        var store = new RelationalLeaseStore(control);
        var last = default(Fence);
        for (var i = 0; i < 3; i++)
        {
            last = (await store.TryTakeAsync(Key, $"before-{i}", Duration.FromMinutes(1), ct)).ShouldNotBeNull();
            await store.ReleaseAsync(Key, $"before-{i}", ct);
        }

        await using (var restore = await control.BeginAsync(TransactionMode.Write, ct))
        {
            await restore.ExecuteAsync($"DELETE FROM carillon_lease", ct);
            await restore.ExecuteAsync($"INSERT INTO carillon_epoch (id, epoch) VALUES (1, 1)", ct);
            await restore.CommitAsync(ct);
        }

        (await store.TryTakeAsync(Key, "after", Duration.FromMinutes(1), ct)).ShouldNotBeNull().ShouldBeGreaterThan(last);
    }

    [Theory]
    [InlineData("sqlite", typeof(InProcessLeaseStore))]
    [InlineData("postgresql", typeof(RelationalLeaseStore))]
    public async Task A_database_that_several_hosts_share_keeps_the_leases(string kind, Type store)
    {
        await using var installation = await TestInstallation.StartAsync(kind, TestContext.Current.CancellationToken);
        installation.Services.GetRequiredService<ILeaseStore>().ShouldBeOfType(store);
    }

    [Fact]
    public async Task A_thousand_leases_are_renewed_by_one_statement()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync("postgresql", ct);
        var store = new RelationalLeaseStore(installation.Services.GetRequiredService<ControlDatabase>());
        var claims = new List<LeaseClaim>();
        for (var i = 0; i < 1000; i++)
        {
            var key = LockKey.Global($"many-{i}");
            var fence = await store.TryTakeAsync(key, $"owner-{i}", Duration.FromMinutes(1), ct);
            claims.Add(new(key, $"owner-{i}", fence.ShouldNotBeNull(), Duration.FromMinutes(1)));
        }

        await store.ReleaseAsync(claims[0].Key, claims[0].Owner, ct);
        var stale = claims[1] with { Fence = new Fence(0, claims[1].Fence.Number - 1) };
        (await store.RenewAsync([claims[0], stale, .. claims.Skip(2)], ct)).Count.ShouldBe(998);
    }
}
