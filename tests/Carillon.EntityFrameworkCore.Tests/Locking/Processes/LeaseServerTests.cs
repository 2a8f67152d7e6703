using Carillon.Locking;
using Carillon.TestSupport;
using NodaTime;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking.Processes;

/// <summary>L4: whatever becomes of the server and the network, the holder is told before anybody else is let in.</summary>
public sealed class LeaseServerTests
{
    private static readonly LockKey Key = LockKey.Global("key");
    private static readonly Duration Short = Duration.FromMilliseconds(1500);
    private static readonly LeaseOptions Long = new() { Length = Duration.FromMinutes(30) };

    public static TheoryData<string> Kinds => [.. LeaseBench.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_session_of_advisory_locks_loses_them_at_once()
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        var (holder, other) = (bench.Leases("advisory", "holder"), bench.Leases("advisory", "other"));
        await using var lease = (await holder.TryAcquireAsync(Key, Long, Ct)).ShouldNotBeNull();
        await using var second = (await holder.TryAcquireAsync(LockKey.Global("second"), Long, Ct)).ShouldNotBeNull();

        await bench.TerminateAsync("holder", Ct);

        await LeaseBench.UntilLostAsync(lease, Ct);
        await LeaseBench.UntilLostAsync(second, Ct);
        await using var taken = await LeaseBench.UntilTakenAsync(other, Key, Short, Ct);
        taken.Fence.ShouldBeGreaterThan(lease.Fence);
        await using var again = (await holder.TryAcquireAsync(LockKey.Global("second"), Long, Ct)).ShouldNotBeNull("a new connection is opened");
        (await bench.CountAsync("holder", Ct)).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Killed_connections_lose_nothing_of_the_lease_table()
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        var holder = bench.Leases("table", "holder");
        await using var lease = (await holder.TryAcquireAsync(Key, Long, Ct)).ShouldNotBeNull();

        await bench.TerminateAsync("holder", Ct);

        while (!await TryAsync(() => lease.RenewAsync(Ct).AsTask()))
        {
            Ct.ThrowIfCancellationRequested();
        }

        lease.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_cut_network_is_a_loss_before_anybody_else_is_let_in(string kind)
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        await using var relay = new TcpRelay(new NpgsqlConnectionStringBuilder(bench.Control).Port);
        await using var lease = (await bench.Leases(kind, "holder", relay.Port).TryAcquireAsync(Key, new() { Length = Short }, Ct)).ShouldNotBeNull();
        relay.Cut();

        await using var taken = await LeaseBench.UntilTakenAsync(bench.Leases(kind, "other"), Key, Short, Ct);

        lease.Lost.IsCancellationRequested.ShouldBeTrue();
        taken.Fence.ShouldBeGreaterThan(lease.Fence);
    }

    [Fact]
    public async Task A_frozen_session_of_advisory_locks_is_a_loss_before_anybody_else_is_let_in()
    {
        await using var server = await PrivatePostgreSqlServer.StartAsync(Ct);
        await using var bench = await LeaseBench.StartAsync(server, Ct);
        await using var lease = (await bench.Leases("advisory", "holder").TryAcquireAsync(Key, new() { Length = Short }, Ct)).ShouldNotBeNull();
        var other = bench.Leases("advisory", "other");
        await using (await FrozenAsync(bench, "holder"))
        {
            await LeaseBench.UntilLostAsync(lease, Ct);
            (await other.TryAcquireAsync(Key, new() { Length = Short }, Ct)).ShouldBeNull("the server has not noticed");
        }

        await using var taken = await LeaseBench.UntilTakenAsync(other, Key, Short, Ct);
        taken.Fence.ShouldBeGreaterThan(lease.Fence);
    }

    [Fact]
    public async Task A_frozen_connection_loses_nothing_of_the_lease_table()
    {
        await using var server = await PrivatePostgreSqlServer.StartAsync(Ct);
        await using var bench = await LeaseBench.StartAsync(server, Ct);
        await using var lease = (await bench.Leases("table", "holder").TryAcquireAsync(Key, new() { Length = Short }, Ct)).ShouldNotBeNull();
        await using (await FrozenAsync(bench, "holder"))
        {
            // The renewal that was sent to it gets no answer; the next one goes out on another connection.
            await bench.UntilRenewedAsync(Key, Short, Ct);
            lease.Lost.IsCancellationRequested.ShouldBeFalse();
            (await bench.Leases("table", "other").TryAcquireAsync(Key, new() { Length = Short }, Ct)).ShouldBeNull();
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_server_that_crashes_and_restarts_keeps_fences_rising_and_the_lease_table_its_leases(string kind)
    {
        await using var server = await PrivatePostgreSqlServer.StartAsync(Ct);
        await using var bench = await LeaseBench.StartAsync(server, Ct);
        var (holder, other) = (bench.Leases(kind, "holder"), bench.Leases(kind, "other"));
        var lease = (await holder.TryAcquireAsync(Key, Long, Ct)).ShouldNotBeNull();

        await server.CrashAndRestartAsync(Ct);

        if (kind == "advisory")
        {
            await LeaseBench.UntilLostAsync(lease, Ct);
        }
        else
        {
            ILease? early = null;
            while (!await TryAsync(async () => (early = await other.TryAcquireAsync(Key, Long, Ct)) is null && await lease.RenewAsync(Ct)))
            {
                early.ShouldBeNull("the lease is not over");
            }
        }

        await lease.DisposeAsync();
        ILease? taken = null;
        while (!await TryAsync(async () => (taken = await other.TryAcquireAsync(Key, Long, Ct)) is not null))
        {
            Ct.ThrowIfCancellationRequested();
        }

        taken!.Fence.ShouldBeGreaterThan(lease.Fence);
        await taken.DisposeAsync();
    }

    private static async Task<IAsyncDisposable> FrozenAsync(LeaseBench bench, string name)
    {
        var frozen = new FrozenProcesses(await bench.ProcessesOfAsync(name, Ct));
        await frozen.FreezeAsync(Ct);
        return frozen;
    }

    // Connections that a server has closed are found out one by one.
    private static async Task<bool> TryAsync(Func<Task<bool>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (NpgsqlException)
        {
            await Task.Delay(20, Ct);
            return false;
        }
    }

    private sealed class FrozenProcesses(int[] processes) : IAsyncDisposable
    {
        public Task FreezeAsync(CancellationToken cancellationToken) => Task.WhenAll(processes.Select(p => ProcessSignal.FreezeAsync(p, cancellationToken)));

        public async ValueTask DisposeAsync() => await Task.WhenAll(processes.Select(p => ProcessSignal.ThawAsync(p, CancellationToken.None)));
    }
}
