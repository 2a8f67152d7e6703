using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy;

/// <summary>T3 around pools that open nothing: waiting, giving up, failing, rotation.</summary>
public sealed class ConnectionBudgetTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly OpenCount _count = new();
    private readonly ConnectionBudgetOptions _options = new() { PerServer = 1 };
    private ConnectionBudget? _made;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ConnectionBudget Budget => _made ??= new(Options.Create(_options), _time);

    private ConnectionUse Use => Budget.Use.Single();

    public ValueTask DisposeAsync() => Budget.DisposeAsync();

    [Fact]
    public async Task Many_workers_on_many_tenants_never_have_more_open_than_the_budget()
    {
        _options.PerServer = 5;
        var pools = Enumerable.Range(0, 12).Select(i => Pool($"t{i}").Limited).ToList();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(
            async () =>
            {
                var random = new Random(worker);
                for (var i = 0; i < TestSize.Scale(500); i++)
                {
                    using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Ct);
                    try
                    {
                        if (random.Next(10) == 0)
                        {
                            await impatient.CancelAsync();
                        }

                        await using var rented = await pools[random.Next(pools.Count)].RentAsync(impatient.Token);
                        await Task.Yield();
                    }
                    catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
                    {
                        // It leaves nothing behind.
                    }
                }
            },
            Ct)));

        _count.Most.ShouldBe(5);
        Use.Waiting.ShouldBe(0);
        Use.Open.ShouldBe(Use.Idle);
        Use.Evicted.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_the_guard_more_is_open_than_the_budget()
    {
        var pools = new[] { Pool("a").Bare, Pool("b").Bare };
        foreach (var pool in pools)
        {
            await using var rented = await pool.RentAsync(Ct);
        }

        _count.Most.ShouldBe(2);
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_the_server_and_the_budget_and_leaves_the_queue()
    {
        await using var held = await Pool("a").Limited.RentAsync(Ct);
        var waiting = Pool("b").Limited.RentAsync(Ct).AsTask();

        _time.Advance(Duration.FromSeconds(29));
        waiting.IsCompleted.ShouldBeFalse();
        _time.Advance(Duration.FromSeconds(1));
        var error = await Should.ThrowAsync<ConnectionBudgetExceededException>(waiting);

        error.Server.ShouldBe("default");
        error.Budget.ShouldBe(1);
        error.Waiting.ShouldBe(0);
        error.Waited.ShouldBe(Duration.FromSeconds(30));
        error.Message.ShouldBe("No connection to server 'default' is free: its budget is 1, 0 others wait, this one waited 30 s.");
        Use.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Where_waiting_is_not_wanted_the_caller_is_refused_at_once()
    {
        _options.WhenExhausted = ExhaustedBudget.Refuse;
        await using var held = await Pool("a").Limited.RentAsync(Ct);

        var error = await Should.ThrowAsync<ConnectionBudgetExceededException>(Pool("b").Limited.RentAsync(Ct).AsTask());

        error.Waited.ShouldBe(Duration.Zero);
    }

    [Fact]
    public async Task A_cancelled_waiter_is_gone_and_the_next_one_is_served()
    {
        var held = await Pool("a").Limited.RentAsync(Ct);
        using var stop = new CancellationTokenSource();
        var cancelled = Pool("b").Limited.RentAsync(stop.Token).AsTask();
        var next = Pool("c").Limited.RentAsync(Ct).AsTask();

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        Use.Waiting.ShouldBe(1);
        await held.DisposeAsync();

        await using var served = await next;
        _count.Most.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_does_not_open_gives_its_place_to_the_next()
    {
        var broken = Pool("a");
        var opening = new TaskCompletionSource();
        broken.Bare.OnOpening = async () => await opening.Task;
        var failing = broken.Limited.RentAsync(Ct).AsTask();
        var next = Pool("b").Limited.RentAsync(Ct).AsTask();

        opening.SetException(new IOException("no route"));
        await Should.ThrowAsync<IOException>(failing);

        await using var served = await next;
        Use.Open.ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_pool_counts_what_is_in_use_until_it_is_given_back()
    {
        var (pool, _) = Pool("a");
        var rented = await pool.RentAsync(Ct);

        await pool.DisposeAsync();
        Use.Open.ShouldBe(1);
        await rented.DisposeAsync();

        Use.Open.ShouldBe(0);
        await Should.ThrowAsync<ObjectDisposedException>(pool.RentAsync(Ct).AsTask());
        Use.Open.ShouldBe(0);
    }

    [Fact]
    public async Task Servers_have_budgets_of_their_own()
    {
        _options.Servers["large"] = 2;
        await using var held = await Pool("a").Limited.RentAsync(Ct);
        await using var first = await Pool("b", "large").Limited.RentAsync(Ct);
        await using var second = await Pool("c", "large").Limited.RentAsync(Ct);

        Budget.Use.Select(u => (u.Server, u.Budget, u.Open)).ShouldBe([("default", 1, 1), ("large", 2, 2)]);
    }

    [Fact]
    public async Task What_nobody_has_used_for_long_is_closed()
    {
        var (pool, _) = Pool("a");
        await (await pool.RentAsync(Ct)).DisposeAsync();

        _time.Advance(Duration.FromMinutes(4));
        _count.Now.ShouldBe(1);
        _time.Advance(Duration.FromMinutes(4));

        _count.Now.ShouldBe(0);
        Use.Open.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 30, "PerServer is 0: it must be from 1 to 100000.")]
    [InlineData(1, 0, "LongestWait is 0:00:00:00: it must be above 0 and at most 1 hour.")]
    public void Options_that_make_no_sense_are_refused_by_name_and_value(int perServer, int seconds, string message)
    {
        var services = new ServiceCollection();
        services.AddCarillon(b => b.ConfigureConnectionBudget(o =>
        {
            o.PerServer = perServer;
            o.LongestWait = Duration.FromSeconds(seconds);
            o.Servers["a"] = 3;
        }));
        using var provider = services.BuildServiceProvider();

        var error = Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptions<ConnectionBudgetOptions>>().Value);
        error.Message.ShouldContain(message);
    }

    private (IConnectionPool Limited, CountingPool Bare) Pool(string tenant, string server = "default")
    {
        var pool = new CountingPool(_count);
        return (Budget.Limit(new(TenantId.Parse(tenant), tenant, "UTC") { ServerId = server }, new NoDatabase(), pool), pool);
    }
}
