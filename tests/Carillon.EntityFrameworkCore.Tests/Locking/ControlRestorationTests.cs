using Carillon.Jobs;
using Carillon.Locking;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

/// <summary>After a restore the control database knows less than it gave out: its epoch makes up for that.</summary>
public sealed class ControlRestorationTests
{
    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Fences_rise_above_those_given_out_and_every_tenant_is_looked_into(string kind)
    {
        var clock = ManualClock.AtUtc(2026, 3, 1);
        await using var installation = await TestInstallation.StartAsync(kind, Ct, b => b.AddTesting(clock));
        var tenant = (await installation.AddTenantAsync("hocmai", Ct)).Id;
        var (store, hints) = (installation.Services.GetRequiredService<EntityFrameworkCore.Locking.RelationalLeaseStore>(), installation.Services.GetRequiredService<INextDueStore>());
        var key = LockKey.Global("key");
        var before = await TakeAsync(store, key, 3);
        await hints.HintAsync([new(tenant, new("work"), clock.GetCurrentInstant() + Duration.FromDays(9))], Ct);

        // As the restore leaves it: the lease is of an older day, with lower numbers.
        await using (var control = await installation.RentUncheckedAsync(null, Ct))
        {
            await using var command = control.Connection.CreateCommand();
            command.CommandText = "UPDATE carillon_lease SET fence = 1";
            (await command.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
        }

        var restoration = installation.Services.GetRequiredService<IControlRestoration>();
        (await restoration.RaiseEpochAsync("lan", Ct)).ShouldBe(1);
        (await restoration.RaiseEpochAsync("lan", Ct)).ShouldBe(2);

        (await TakeAsync(store, key, 1)).ShouldBeGreaterThan(before);
        (await hints.ListAsync([new("work")], Duration.FromDays(400), null, 10, Ct)).Rows.Single().WakeAt.ShouldBe(clock.GetCurrentInstant());
        var noted = await installation.Services.GetRequiredService<IAuditLog>().ListAsync(new() { Action = AuditActions.ControlRestored }, Ct);
        noted.Select(entry => (entry.Note.Actor, entry.Note.After)).ShouldBe([("lan", """{"epoch":2}"""), ("lan", """{"epoch":1}""")]);
    }

    private static async Task<Fence> TakeAsync(EntityFrameworkCore.Locking.RelationalLeaseStore store, LockKey key, int times)
    {
        Fence? fence = null;
        for (var i = 0; i < times; i++)
        {
            fence = (await store.TryTakeAsync(key, "owner", Duration.FromMinutes(1), Ct)).ShouldNotBeNull();
            await store.ReleaseAsync(key, "owner", Ct);
        }

        return fence!.Value;
    }
}
