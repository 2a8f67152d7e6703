using Carillon.EntityFrameworkCore.Locking;
using Carillon.Locking;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

public sealed class FencedWriteTests
{
    private static readonly TenantId Hocmai = TenantId.Parse("hocmai");
    private static readonly LockKey Key = LockKey.ForTenant(Hocmai, "report");

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_lower_fence_is_refused_once_a_higher_one_has_written(string kind)
    {
        await using var installation = await StartAsync(kind);
        (await RaiseAsync(installation, Key, new(0, 4))).ShouldBeNull();
        (await RaiseAsync(installation, Key, new(0, 4))).ShouldBeNull("the holder may write again");
        (await RaiseAsync(installation, Key, new(0, 7))).ShouldBeNull();

        var refused = (await RaiseAsync(installation, Key, new(0, 4))).ShouldNotBeNull();

        (refused.Key, refused.Fence, refused.Newest).ShouldBe((Key, new Fence(0, 4), new Fence(0, 7)));
        refused.Message.ShouldBe("Fence 0.4 of lock 'report:hocmai' is over: 0.7 has written.");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_epoch_counts_before_the_number(string kind)
    {
        await using var installation = await StartAsync(kind);
        (await RaiseAsync(installation, Key, new(1, 1))).ShouldBeNull();
        (await RaiseAsync(installation, Key, new(0, 900))).ShouldNotBeNull().Newest.ShouldBe(new(1, 1));
        (await RaiseAsync(installation, Key, new(2, 1))).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Other_locks_and_other_tenants_have_fences_of_their_own(string kind)
    {
        await using var installation = await StartAsync(kind);
        var icc = (await installation.AddTenantAsync("icc", Ct)).Id;
        (await RaiseAsync(installation, Key, new(0, 7))).ShouldBeNull();
        (await RaiseAsync(installation, LockKey.ForTenant(Hocmai, "other"), new(0, 1))).ShouldBeNull();
        (await RaiseAsync(installation, LockKey.Global("report"), new(0, 1))).ShouldBeNull();

        await using var transaction = await installation.Connections.BeginAsync(icc, Ct);
        await FencedWrite.EnsureAsync(transaction, Key, new(0, 1), Ct);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_fence_that_was_rolled_back_was_never_raised(string kind)
    {
        await using var installation = await StartAsync(kind);
        await using (var transaction = await installation.Connections.BeginAsync(Hocmai, Ct))
        {
            await FencedWrite.EnsureAsync(transaction, Key, new(0, 9), Ct);
        }

        (await RaiseAsync(installation, Key, new(0, 1))).ShouldBeNull();
    }

    [Fact]
    public async Task A_later_holder_waits_for_the_transaction_of_the_one_before()
    {
        await using var installation = await StartAsync("postgresql");
        (await RaiseAsync(installation, Key, new(0, 1))).ShouldBeNull();
        await using var early = await installation.Connections.BeginAsync(Hocmai, Ct);
        await FencedWrite.EnsureAsync(early, Key, new(0, 1), Ct);
        var late = RaiseAsync(installation, Key, new(0, 2));

        await UntilSomebodyWaitsForALockAsync(installation);
        late.IsCompleted.ShouldBeFalse();
        await early.CommitAsync(Ct);

        (await late).ShouldBeNull();
        (await RaiseAsync(installation, Key, new(0, 1))).ShouldNotBeNull();
    }

    private static async Task UntilSomebodyWaitsForALockAsync(TestInstallation installation)
    {
        await using var rented = await installation.RentUncheckedAsync(Hocmai, Ct);
        await using var command = rented.Connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while ((long)(await command.ExecuteScalarAsync(Ct))! == 0)
        {
            await Task.Yield();
        }
    }

    private static async Task<TestInstallation> StartAsync(string kind)
    {
        var installation = await TestInstallation.StartAsync(kind, Ct);
        await installation.AddTenantAsync(Hocmai.Value, Ct);
        return installation;
    }

    private static async Task<StaleFenceException?> RaiseAsync(TestInstallation installation, LockKey key, Fence fence)
    {
        await using var transaction = await installation.Connections.BeginAsync(Hocmai, Ct);
        try
        {
            await FencedWrite.EnsureAsync(transaction, key, fence, Ct);
            await transaction.CommitAsync(Ct);
            return null;
        }
        catch (StaleFenceException refused)
        {
            return refused;
        }
    }
}
