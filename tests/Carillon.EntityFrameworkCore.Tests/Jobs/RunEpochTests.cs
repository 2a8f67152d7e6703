using Carillon.Jobs;
using Carillon.Locking;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs;

/// <summary>A restored control database counts fences from an earlier number on; its higher epoch keeps them above those given out before.</summary>
public sealed class RunEpochTests
{
    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_run_claimed_after_a_restore_wins_over_any_claim_before_it(string kind)
    {
        var clock = ManualClock.AtUtc(2026, 3, 1);
        await using var installation = await TestInstallation.StartAsync(kind, Ct, b => b.AddTesting(clock));
        var tenant = (await installation.AddTenantAsync("hocmai", Ct)).Id;
        var (store, marks) = (installation.Services.GetRequiredService<IRunStore>(), installation.Services.GetRequiredService<IRunMarks>());
        var run = new JobRun(Guid.NewGuid(), tenant, new(new("test.job"), 1, "{}"), clock.GetCurrentInstant());
        await store.InsertAsync(run, Ct);
        var claim = new RunClaim(new Dictionary<JobName, int> { [new("test.job")] = 1 }, Duration.FromSeconds(90), 1);
        (await store.ClaimAsync(claim, Ct)).ShouldHaveSingleItem().Fence.ShouldBe(new Fence(0, 1));

        // What the tenant's database has seen was lost from the control database.
        var old = new Fence(0, 7);
        await RaiseAsync(old);
        await using (var control = await installation.RentUncheckedAsync(null, Ct))
        {
            await using var command = control.Connection.CreateCommand();
            command.CommandText = "INSERT INTO carillon_epoch (id, epoch) VALUES (1, 1)";
            await command.ExecuteNonQueryAsync(Ct);
        }

        clock.Advance(Duration.FromMinutes(5));
        var fence = (await store.ClaimAsync(claim, Ct)).ShouldHaveSingleItem().Fence;

        fence.ShouldBe(new Fence(1, 2));
        (await RaiseAsync(fence)).ShouldBe(fence);
        (await RaiseAsync(old)).ShouldBe(fence);
        await using var transaction = await installation.Connections.BeginAsync(tenant, Ct);
        (await marks.CheckAsync(transaction, run.Id, old, Ct)).ShouldBeFalse();
        (await marks.FinishAsync(transaction, run.Id, old, new(RunState.Succeeded, default, null, clock.GetCurrentInstant()), Ct)).ShouldBeFalse();
        (await marks.CheckAsync(transaction, run.Id, fence, Ct)).ShouldBeTrue();
        (await store.RenewAsync(run.Id, new Fence(0, 1), Duration.FromMinutes(1), Ct)).ShouldBeFalse();
        (await store.RenewAsync(run.Id, fence, Duration.FromMinutes(1), Ct)).ShouldBeTrue();

        async Task<Fence> RaiseAsync(Fence to)
        {
            await using var raising = await installation.Connections.BeginAsync(tenant, Ct);
            var mark = await marks.RaiseAsync(raising, run.Id, to, Ct);
            await raising.CommitAsync(Ct);
            return mark.Fence;
        }
    }
}
