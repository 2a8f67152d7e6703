using Carillon.EntityFrameworkCore.Locking;
using Carillon.Locking;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking.Processes;

/// <summary>Holders that are processes of their own, killed and paused.</summary>
public sealed class LeaseProcessTests
{
    private const int Milliseconds = 1500;

    private static readonly TenantId Hocmai = TenantId.Parse("hocmai");
    private static readonly LockKey Key = LockKey.ForTenant(Hocmai, "key");
    private static readonly Duration Length = Duration.FromMilliseconds(Milliseconds);

    public static TheoryData<string> Kinds => [.. LeaseBench.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>L1, L3.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public async Task The_key_of_a_killed_holder_is_free_and_its_fence_rises(string kind)
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        using var holder = new LeaseHolderProcess(kind, bench);
        var old = await holder.TakeAsync("key", Milliseconds, Ct);
        var leases = bench.Leases(kind, "next");
        (await leases.TryAcquireAsync(Key, new(), Ct)).ShouldBeNull();

        await holder.KillAsync(Ct);

        await using var lease = await LeaseBench.UntilTakenAsync(leases, Key, Length, Ct);
        lease.Fence.Number.ShouldBeGreaterThan(old);
    }

    /// <summary>L2.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public async Task A_holder_that_was_paused_past_its_lease_learns_of_the_loss_and_is_refused(string kind)
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        using var holder = new LeaseHolderProcess(kind, bench);
        var old = await holder.TakeAsync("key", Milliseconds, Ct);
        await holder.TellAsync("write");
        (await holder.HearAsync(Ct)).ShouldBe("written");

        await holder.FreezeAsync(Ct);
        var next = bench.Leases(kind, "next");
        await using var lease = await LeaseBench.UntilTakenAsync(next, Key, Length, Ct);
        await using (var transaction = await bench.Host(kind, "tenant").GetRequiredService<ITenantConnections>().BeginAsync(Hocmai, Ct))
        {
            await FencedWrite.EnsureAsync(transaction, Key, lease.Fence, Ct);
            await transaction.CommitAsync(Ct);
        }

        await holder.TellAsync("write");
        await holder.ThawAsync(Ct);

        string[] heard = [await holder.HearAsync(Ct), await holder.HearAsync(Ct)];
        heard.ShouldBe(["lost", "refused"], ignoreOrder: true);
        lease.Fence.Number.ShouldBeGreaterThan(old);
        lease.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    /// <summary>L1.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_several_processes_at_most_one_is_inside(string kind)
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        await using (var transaction = await bench.Host(kind, "tenant").GetRequiredService<ITenantConnections>().BeginAsync(Hocmai, Ct))
        {
            await transaction.ExecuteScriptAsync("CREATE TABLE inside (id integer PRIMARY KEY)", Ct);
            await transaction.CommitAsync(Ct);
        }

        LeaseHolderProcess[] holders = [new(kind, bench), new(kind, bench), new(kind, bench)];
        try
        {
            await Task.WhenAll(holders.Select(h => h.TellAsync("contend key 20")));
            var heard = await Task.WhenAll(holders.Select(UntilDoneAsync));
            heard.SelectMany(h => h).ShouldAllBe(line => line.StartsWith("held "));
            heard.SelectMany(h => h).Distinct().Count().ShouldBe(60);
        }
        finally
        {
            Array.ForEach(holders, h => h.Dispose());
        }
    }

    private static async Task<List<string>> UntilDoneAsync(LeaseHolderProcess holder)
    {
        var lines = new List<string>();
        while (await holder.HearAsync(Ct) is var line && line != "done")
        {
            lines.Add(line);
        }

        return lines;
    }
}
