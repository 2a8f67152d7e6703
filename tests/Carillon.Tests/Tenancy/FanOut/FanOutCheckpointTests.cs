using System.Collections.Concurrent;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.FanOut;

/// <summary>A run that is killed goes on where it was kept: each tenant succeeds at least once, and those that were kept are not visited again.</summary>
public sealed class FanOutCheckpointTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_killed_again_and_again_finishes_each_tenant_and_repeats_none_that_was_kept()
    {
        for (var seed = 0; seed < TestSize.Scale(100); seed++)
        {
            var random = new Random(seed);
            var tenants = Enumerable.Range(0, random.Next(1, 30)).Select(i => FanOutBench.NewTenant($"t{i:00}", $"s{random.Next(3)}")).ToList();
            var succeeded = new ConcurrentDictionary<TenantId, int>();
            using var bench = new FanOutBench(tenants);
            string? kept = null;
            for (var life = 0; succeeded.Count < tenants.Count || life == 0; life++)
            {
                life.ShouldBeLessThan(500, $"seed {seed}");
                var from = kept is null ? null : TenantFanOutCheckpoint.Parse(kept);
                var (lifeSeed, visits) = (random.Next(), 0);
                using var kill = CancellationTokenSource.CreateLinkedTokenSource(Ct);
                var dies = random.Next(1, 20);
                var report = await bench.RunAsync(
                    new()
                    {
                        Parallelism = random.Next(1, 5),
                        MostPerServer = random.Next(2) == 0 ? null : 1,
                        ResumeFrom = from,
                        SaveCheckpoint = (checkpoint, _) =>
                        {
                            // What a dead process would still write is lost.
                            kept = kill.IsCancellationRequested ? kept : checkpoint.ToString();
                            return ValueTask.CompletedTask;
                        },
                    },
                    async (tenant, ct) =>
                    {
                        (from?.Includes(tenant.Id) ?? false).ShouldBeFalse($"{tenant.Id} was kept; seed {seed}");
                        if (Interlocked.Increment(ref visits) == dies)
                        {
                            await kill.CancelAsync();
                        }

                        await Task.Yield();
                        ct.ThrowIfCancellationRequested();
                        if (new Random(lifeSeed ^ tenant.Id.Value[2]).Next(4) == 0)
                        {
                            throw new InvalidOperationException("this time");
                        }

                        succeeded.AddOrUpdate(tenant.Id, 1, (_, n) => n + 1);
                        return true;
                    },
                    kill.Token);

                report.Results.Select(r => r.Tenant).ShouldBe(tenants.Where(t => from?.Includes(t.Id) != true).Select(t => t.Id));
                report.Checkpoint?.ShouldSatisfyAllConditions(c => tenants.ForEach(t => (!c.Includes(t.Id) || succeeded.ContainsKey(t.Id)).ShouldBeTrue($"{t.Id} in {c}; seed {seed}")));
            }
        }
    }

    [Fact]
    public async Task What_is_kept_at_the_end_leaves_out_those_that_failed()
    {
        var kept = new List<string>();
        using var bench = new FanOutBench(Enumerable.Range(0, 6).Select(i => FanOutBench.NewTenant($"t{i}")));
        var report = await bench.RunAsync(
            new() { Parallelism = 1, SaveCheckpoint = (c, _) => { kept.Add(c.ToString()); return ValueTask.CompletedTask; } },
            (tenant, _) => tenant.Id.Value is "t1" or "t5" ? throw new InvalidOperationException() : ValueTask.FromResult(true),
            Ct);
        kept[^1].ShouldBe("t4 except t1");
        report.Checkpoint!.ToString().ShouldBe("t4 except t1");
        var rest = await bench.RunAsync(new() { ResumeFrom = report.Checkpoint }, (tenant, _) => ValueTask.FromResult(true), Ct);
        rest.Results.Select(r => r.Tenant.Value).ShouldBe(["t1", "t5"]);
        rest.Checkpoint!.ToString().ShouldBe("t5");
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_kept_is_reported_and_stops_nothing()
    {
        var calls = 0;
        using var bench = new FanOutBench([FanOutBench.NewTenant("a"), FanOutBench.NewTenant("b")]);
        TenantFanOutOptions Keeping(Func<bool> fails) =>
            new() { Parallelism = 1, SaveCheckpoint = (_, _) => { calls++; return fails() ? throw new IOException("disk full") : ValueTask.CompletedTask; } };
        var report = await bench.RunAsync(Keeping(() => true), (_, _) => ValueTask.FromResult(true), Ct);
        report.Succeeded.ShouldBe(2);
        report.CheckpointError.ShouldBeOfType<IOException>();
        (await bench.RunAsync(Keeping(() => false), (_, _) => ValueTask.FromResult(true), Ct)).CheckpointError.ShouldBeNull();
        calls.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("t42")]
    [InlineData("t42 except t07,t40")]
    public void Its_text_is_read_back(string text) => TenantFanOutCheckpoint.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData("t42 except ")]
    [InlineData("t42 except a except b")]
    [InlineData("t42 except a,,b")]
    [InlineData("../../etc\u0007")]
    public void Other_texts_are_refused(string text) => Should.Throw<FormatException>(() => TenantFanOutCheckpoint.Parse(text)).Message.ShouldNotContain("\u0007");
}
