using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.FanOut;

/// <summary>T2: each tenant's result is a function of that tenant alone, and each is reported exactly once.</summary>
public sealed class TenantFanOutTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_pattern_of_failures_touches_only_the_tenants_that_fail()
    {
        for (var seed = 0; seed < TestSize.Scale(150); seed++)
        {
            var random = new Random(seed);
            var behaviours = Enumerable.Range(0, random.Next(1, 12)).ToDictionary(i => $"t{i:00}", _ => (TenantBehaviour)random.Next(8));
            var bench = new TenantFanOutBench(behaviours);
            bench.Options = bench.Options with { Parallelism = random.Next(1, 6) };
            var report = await bench.RunAsync(Token);

            report.Results.Select(r => r.Tenant.Value).ShouldBe(behaviours.Keys, $"seed {seed}");
            foreach (var result in report.Results)
            {
                Describe(result).ShouldBe(Expected(result.Tenant.Value, behaviours[result.Tenant.Value]), $"seed {seed}");
            }
        }
    }

    [Fact]
    public async Task A_cancelled_run_reports_each_tenant_once()
    {
        for (var seed = 0; seed < TestSize.Scale(100); seed++)
        {
            var random = new Random(seed);
            var behaviours = Enumerable.Range(0, 10).ToDictionary(i => $"t{i:00}", _ => (TenantBehaviour)random.Next(8));
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var left = random.Next(1, 15);
            var bench = new TenantFanOutBench(behaviours);
            bench.OnProgress = () =>
            {
                if (--left == 0)
                {
                    cancel.Cancel();
                }
            };
            bench.Options = bench.Options with { Parallelism = random.Next(1, 6) };
            var report = await bench.RunAsync(cancel.Token);

            report.Results.Select(r => r.Tenant.Value).ShouldBe(behaviours.Keys, $"seed {seed}");
            foreach (var result in report.Results)
            {
                var described = Describe(result);
                if (result.Outcome == TenantOutcome.Skipped)
                {
                    bench.Visited.ShouldNotContain(result.Tenant.Value);
                }
                else if (described != "Cancelled")
                {
                    described.ShouldBe(Expected(result.Tenant.Value, behaviours[result.Tenant.Value]), $"seed {seed}");
                }
            }
        }
    }

    [Fact]
    public async Task Stopping_on_the_first_failure_skips_the_rest()
    {
        var bench = new TenantFanOutBench(new Dictionary<string, TenantBehaviour>
        {
            ["a"] = TenantBehaviour.Succeed,
            ["b"] = TenantBehaviour.Throw,
            ["c"] = TenantBehaviour.Succeed,
        });
        bench.Options = bench.Options with { Parallelism = 1, FailureMode = TenantFanOutFailureMode.StopOnFirst };
        var report = await bench.RunAsync(Token);
        report.Results.Select(r => r.Outcome).ShouldBe([TenantOutcome.Succeeded, TenantOutcome.Failed, TenantOutcome.Skipped]);
        (report.Succeeded, report.NotSucceeded, report.ExitCode).ShouldBe((1, 2, 3));
    }

    [Fact]
    public async Task A_failing_observer_fails_no_tenant()
    {
        var bench = new TenantFanOutBench(new Dictionary<string, TenantBehaviour> { ["a"] = TenantBehaviour.Succeed, ["b"] = TenantBehaviour.SucceedLater })
        {
            OnProgress = () => throw new IOException("the screen is gone"),
        };
        (await bench.RunAsync(Token)).Succeeded.ShouldBe(2);
    }

    [Fact]
    public async Task A_tenant_that_the_catalogue_names_twice_is_visited_once()
    {
        await using var host = new ServiceCollection().AddSingleton<ITenantCatalog>(new Stammering()).AddCarillon(_ => { }).BuildServiceProvider();
        var visits = 0;
        var report = await host.GetRequiredService<ITenantFanOut>().RunAsync(
            TenantQuery.Active,
            (_, _) => ValueTask.FromResult(Interlocked.Increment(ref visits)),
            new(),
            Token);
        report.Results.Count.ShouldBe(1);
        visits.ShouldBe(1);
    }

    [Fact]
    public async Task Tenants_that_are_not_in_service_are_visited_without_a_scope()
    {
        var faulted = new Tenant(Tenants.Icc, "ICC", "UTC") { Status = TenantStatus.Faulted };
        await using var host = new ServiceCollection().AddCarillon(b => b.UseTenants(new Tenant(Tenants.Hocmai, "Hocmai", "UTC"), faulted)).BuildServiceProvider();
        var query = new TenantQuery { Statuses = Enum.GetValues<TenantStatus>() };
        var fanOut = host.GetRequiredService<ITenantFanOut>();
        var visited = await fanOut.VisitAsync(
            query,
            (tenant, _) => tenant.Status == TenantStatus.Faulted ? ValueTask.FromResult(tenant) : throw new InvalidOperationException(tenant.Name),
            new(),
            Token);
        visited.Results.Select(r => r.Outcome).ShouldBe([TenantOutcome.Failed, TenantOutcome.Succeeded]);
        visited.Results[1].Value.ShouldBe(faulted);

        var ran = await fanOut.RunAsync(query, (_, _) => ValueTask.FromResult(true), new(), Token);
        ran.Results.Select(r => r.Outcome).ShouldBe([TenantOutcome.Succeeded, TenantOutcome.Failed]);
        ran.Results[1].Error.ShouldBeOfType<TenantNotActiveException>();
    }

    [Fact]
    public async Task Options_out_of_range_are_refused_before_any_tenant_is_touched()
    {
        foreach (var options in new TenantFanOutOptions[]
        {
            new() { Parallelism = 0 },
            new() { TimeoutPerTenant = Duration.Zero },
            new() { TimeoutPerTenant = Duration.FromDays(60) },
            new() { WindUp = Duration.FromSeconds(-1) },
        })
        {
            var bench = new TenantFanOutBench(new Dictionary<string, TenantBehaviour> { ["a"] = TenantBehaviour.Succeed }) { Options = options };
            await Should.ThrowAsync<ArgumentOutOfRangeException>(() => bench.RunAsync(Token));
            bench.Visited.ShouldBeEmpty();
        }
    }

    private static string Describe(TenantResult<string> result) => result.Outcome switch
    {
        TenantOutcome.Succeeded => $"Succeeded {result.Value} {result.Error?.Message}",
        TenantOutcome.Failed => $"Failed {result.Value} {result.Error!.Message}",
        TenantOutcome.TimedOut => $"TimedOut {result.Error!.GetType().Name}",
        var other => other.ToString(),
    };

    private static string Expected(string tenant, TenantBehaviour behaviour) => behaviour switch
    {
        TenantBehaviour.Succeed or TenantBehaviour.SucceedLater or TenantBehaviour.SucceedAlthoughCancelled => $"Succeeded {tenant} ",
        TenantBehaviour.Throw or TenantBehaviour.CancelItself or TenantBehaviour.ThrowWhenCancelled => $"Failed  {tenant}",
        _ => "TimedOut TimeoutException",
    };

    private sealed class Stammering : ITenantCatalog
    {
        private readonly Tenant _tenant = new(TenantId.Parse("a"), "a", "UTC");

        public ValueTask<Tenant?> FindAsync(TenantId id, CancellationToken cancellationToken) => ValueTask.FromResult<Tenant?>(_tenant);

        public async IAsyncEnumerable<Tenant> ListAsync(TenantQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return _tenant;
            await Task.Yield();
            yield return _tenant;
        }
    }
}
