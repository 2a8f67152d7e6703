using System.Collections.Concurrent;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.FanOut;

/// <summary>How many tenants of a server, and of all, are worked on at the same time, and in which order they begin.</summary>
public sealed class FanOutServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_a_server_nor_all_of_them_get_more_than_their_share()
    {
        for (var seed = 0; seed < TestSize.Scale(100); seed++)
        {
            var random = new Random(seed);
            var tenants = Enumerable.Range(0, random.Next(1, 40)).Select(i => FanOutBench.NewTenant($"t{i:00}", $"s{random.Next(4)}")).ToList();
            var options = new TenantFanOutOptions { Parallelism = random.Next(1, 8), MostPerServer = random.Next(1, 4) };
            var busy = new ConcurrentDictionary<string, int>();
            var all = 0;
            using var bench = new FanOutBench(tenants);
            var report = await bench.RunAsync(
                options,
                async (tenant, _) =>
                {
                    var most = (busy.AddOrUpdate(tenant.ServerId, 1, (_, n) => n + 1), Interlocked.Increment(ref all));
                    await Task.Yield();
                    busy.AddOrUpdate(tenant.ServerId, 0, (_, n) => n - 1);
                    Interlocked.Decrement(ref all);
                    return most;
                },
                Ct);

            report.Results.Select(r => r.Tenant).ShouldBe(tenants.Select(t => t.Id), $"seed {seed}");
            report.Results.ShouldAllBe(r => r.Outcome == TenantOutcome.Succeeded && r.Value.Item1 <= options.MostPerServer && r.Value.Item2 <= options.Parallelism, $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_server_that_hangs_leaves_places_for_the_others()
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var bench = new FanOutBench(Enumerable.Range(0, 100).Select(i => FanOutBench.NewTenant($"t{i:00}", i < 50 ? "slow" : "fast")));
        var fast = 0;
        var report = await bench.RunAsync(
            new() { Parallelism = 4, MostPerServer = 2 },
            async (tenant, ct) =>
            {
                if (tenant.ServerId == "slow")
                {
                    await answers.Task.WaitAsync(ct);
                }
                else if (Interlocked.Increment(ref fast) == 50)
                {
                    // Only once all others are done does the slow one answer.
                    answers.SetResult();
                }

                return true;
            },
            Ct);
        report.Succeeded.ShouldBe(100);
    }

    [Fact]
    public async Task Tenants_begin_by_id_and_those_of_a_busy_server_are_passed_over()
    {
        string[] servers = ["a", "a", "b", "a", "b", "c"];
        var begun = new List<string>();
        var progress = new Recorder(step =>
        {
            if (step.Outcome is null)
            {
                begun.Add(step.Tenant.Value);
            }
        });
        using var bench = new FanOutBench(servers.Select((s, i) => FanOutBench.NewTenant($"t{i}", s)).Reverse());
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await bench.RunAsync(
            new() { Parallelism = 3, MostPerServer = 1, Progress = progress },
            async (tenant, ct) =>
            {
                if (tenant.Id.Value == "t5")
                {
                    gate.SetResult();
                }

                await gate.Task.WaitAsync(ct);
                return true;
            },
            Ct);
        begun.Take(3).ShouldBe(["t0", "t2", "t5"]);
        begun.Order(StringComparer.Ordinal).ShouldBe(["t0", "t1", "t2", "t3", "t4", "t5"]);
    }

    [Fact]
    public async Task Ten_thousand_tenants_that_fail_keep_only_the_texts_of_their_errors()
    {
        var count = TestSize.Scale(3000);
        using var bench = new FanOutBench(Enumerable.Range(0, count).Select(i => FanOutBench.NewTenant($"t{i:00000}")));
        var report = await bench.RunAsync<int>(new(), (tenant, _) => throw new InvalidOperationException($"{tenant.Id} {new string('x', 10_000)}"), Ct);
        report.Results.Count.ShouldBe(count);
        report.Results.Count(r => r.Error is InvalidOperationException).ShouldBe(1000);
        report.Results.Where(r => r.Error is not InvalidOperationException).ShouldAllBe(
            r => r.Error is ClippedErrorException && r.Error.Message.Length < 600 && r.Error.Message.Contains(r.Tenant.Value));
    }

    private sealed class Recorder(Action<TenantFanOutProgress> note) : IProgress<TenantFanOutProgress>
    {
        public void Report(TenantFanOutProgress value) => note(value);
    }
}
