using System.Collections.Concurrent;
using Carillon.Tenancy;
using Carillon.Tests.Jobs;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.FanOut;

/// <summary>Tenants whose database does not answer are tried again; defects are not.</summary>
public sealed class FanOutRetryTests
{
    private readonly ConcurrentDictionary<TenantId, int> _tries = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_becomes_of_a_tenant_follows_from_that_tenant_alone()
    {
        for (var seed = 0; seed < TestSize.Scale(150); seed++)
        {
            var random = new Random(seed);
            var tenants = Enumerable.Range(0, random.Next(1, 15)).Select(i => FanOutBench.NewTenant($"t{i:00}", $"s{random.Next(3)}")).ToList();
            var options = new TenantFanOutOptions
            {
                Parallelism = random.Next(1, 5),
                MostPerServer = random.Next(2) == 0 ? null : random.Next(1, 3),
                Retry = new() { Attempts = random.Next(1, 5) },
            };
            _tries.Clear();
            using var bench = new FanOutBench(tenants);
            var report = await bench.RunAsync(options, (tenant, _) => WorkAsync(tenant, seed), Ct);

            report.Results.Select(r => r.Tenant).ShouldBe(tenants.Select(t => t.Id));
            foreach (var (tenant, result) in tenants.Zip(report.Results))
            {
                var (outages, defect) = ScriptOf(tenant.Id, seed);
                var attempts = Math.Min(outages + 1, options.Retry.Attempts);
                result.Attempts.ShouldBe(attempts, $"seed {seed}");
                _tries[tenant.Id].ShouldBe(attempts);
                result.Outcome.ShouldBe(attempts == outages + 1 && !defect ? TenantOutcome.Succeeded : TenantOutcome.Failed);
                result.Value.ShouldBe(result.Outcome == TenantOutcome.Succeeded ? tenant.Id.Value : null);
            }
        }
    }

    [Fact]
    public async Task A_tenant_that_rests_leaves_its_place_to_the_next()
    {
        var order = new ConcurrentQueue<string>();
        using var bench = new FanOutBench([FanOutBench.NewTenant("a"), FanOutBench.NewTenant("b")]) { MayAdvance = () => order.Contains("b") };
        var report = await bench.RunAsync(
            new() { Parallelism = 1, MostPerServer = 1, Retry = new() },
            (tenant, _) =>
            {
                order.Enqueue(tenant.Id.Value);
                return order.Count == 1 ? throw new FakeDatabaseException(transient: true, "57P03") : ValueTask.FromResult(true);
            },
            Ct);
        order.ShouldBe(["a", "b", "a"]);
        report.Results.Select(r => (r.Outcome, r.Attempts)).ShouldBe([(TenantOutcome.Succeeded, 2), (TenantOutcome.Succeeded, 1)]);
    }

    [Fact]
    public async Task A_server_without_a_free_connection_is_tried_again()
    {
        var tries = 0;
        using var bench = new FanOutBench([FanOutBench.NewTenant("a")]);
        var report = await bench.RunAsync(
            new() { Retry = new() },
            (_, _) => tries++ == 0 ? throw new ConnectionBudgetExceededException("default", 1, 2, Duration.Zero) : ValueTask.FromResult(true),
            Ct);
        report.Results[0].Outcome.ShouldBe(TenantOutcome.Succeeded);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_or_stopped_does_not_wait_for_those_that_rest()
    {
        foreach (var cancels in (bool[])[true, false])
        {
            var ended = new List<TenantId>();
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            using var bench = new FanOutBench([FanOutBench.NewTenant("a"), FanOutBench.NewTenant("b"), FanOutBench.NewTenant("c")]) { MayAdvance = () => false };
            var report = await bench.RunAsync<int>(
                new() { Parallelism = 1, Retry = new() { Attempts = 100, First = Duration.FromHours(1), Longest = Duration.FromHours(1) }, FailureMode = TenantFanOutFailureMode.StopOnFirst },
                (tenant, _) =>
                {
                    if (tenant.Id.Value == "a")
                    {
                        throw new IOException("gone");
                    }

                    if (cancels)
                    {
                        cancel.Cancel();
                    }

                    throw new InvalidOperationException("broken");
                },
                cancel.Token);
            report.Results.Select(r => (r.Outcome, r.Attempts)).ShouldBe([(TenantOutcome.Failed, 1), (TenantOutcome.Failed, 1), (TenantOutcome.Skipped, 0)]);
            report.Results[0].Error.ShouldBeOfType<IOException>();
        }
    }

    [Fact]
    public async Task It_stops_after_as_many_failures_as_are_allowed()
    {
        using var bench = new FanOutBench(Enumerable.Range(0, 10).Select(i => FanOutBench.NewTenant($"t{i}")));
        var report = await bench.RunAsync(
            new() { Parallelism = 1, FailureMode = TenantFanOutFailureMode.StopAfter(2) },
            (tenant, _) => tenant.Id.Value is "t2" or "t5" ? throw new InvalidOperationException() : ValueTask.FromResult(true),
            Ct);
        string.Concat(report.Results.Select(r => r.Outcome.ToString()[0])).ShouldBe("SSFSSFSSSS");
        report.Results.Count(r => r.Outcome == TenantOutcome.Skipped).ShouldBe(4);
        Should.Throw<ArgumentOutOfRangeException>(() => TenantFanOutFailureMode.StopAfter(0));
    }

    [Fact]
    public void Waits_double_up_to_the_longest_and_differ_by_tenant_but_never_by_run()
    {
        var retry = new TenantRetry { First = Duration.FromSeconds(1), Longest = Duration.FromSeconds(30) };
        var waits = Enumerable.Range(1, 40).Select(attempt => retry.After(attempt, Tenants.Icc)).ToList();
        waits.ShouldBe(Enumerable.Range(1, 40).Select(attempt => retry.After(attempt, Tenants.Icc)));
        for (var i = 0; i < waits.Count; i++)
        {
            var most = Duration.FromSeconds(Math.Min(30, Math.Pow(2, i)));
            waits[i].ShouldBeInRange(most * 0.75, most);
        }

        Enumerable.Range(0, 100).Select(i => retry.After(1, TenantId.Parse($"t{i}"))).Distinct().Count().ShouldBeGreaterThan(80);
    }

    // How many times its database does not answer, and whether the work is broken then.
    private static (int Outages, bool Defect) ScriptOf(TenantId tenant, int seed)
    {
        var random = new Random(seed ^ (int.Parse(tenant.Value.AsSpan(1), null) * 7919));
        return (random.Next(5), random.Next(3) == 0);
    }

    private async ValueTask<string> WorkAsync(Tenant tenant, int seed)
    {
        var (outages, defect) = ScriptOf(tenant.Id, seed);
        var attempt = _tries.AddOrUpdate(tenant.Id, 1, (_, n) => n + 1);
        await Task.Yield();
        return attempt <= outages ? throw new IOException("wrapped", new FakeDatabaseException(transient: true, "57P01"))
            : defect ? throw new InvalidOperationException(tenant.Name)
            : tenant.Id.Value;
    }
}
