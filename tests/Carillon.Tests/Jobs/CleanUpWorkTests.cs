using Carillon.Jobs;
using Carillon.Tenancy;
using Microsoft.Extensions.Options;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs;

public sealed class CleanUpWorkTests
{
    private readonly FakeTenants _tenants = new();
    private readonly SweepBench.SteppingTime _time = new();
    private readonly CleanUpOptions _options = new() { BatchSize = 10 };
    private readonly Rows _one = new(25);
    private readonly Rows _other = new(10);

    [Fact]
    public async Task All_kinds_are_forgotten_in_small_batches_and_then_the_tenant_is_left_alone()
    {
        var work = Work();
        (await RunAsync(work)).ShouldBe(new SweepReport(work.Name, new(Due: 35, Acted: 35), _tenants.Now + _options.Every));
        _one.Batches.ShouldBe([10, 10, 5]);
        _other.Batches.ShouldBe([10, 0]);

        _tenants.Now += _options.Every - Duration.FromSeconds(1);
        (await RunAsync(work)).Counts.ShouldBe(default);
        _one.Batches.Count.ShouldBe(3);
        _tenants.Now += Duration.FromSeconds(1);
        (await RunAsync(work)).Next.ShouldBe(_tenants.Now + _options.Every);
        _one.Batches.Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_the_budget_leaves_is_due_at_once()
    {
        var work = Work();
        _time.Step = TimeSpan.FromMilliseconds(400);
        var report = await RunAsync(work);

        (report.Counts.Acted, report.BudgetExhausted, report.Next).ShouldBe((20, true, _tenants.Now));
        _time.Step = TimeSpan.Zero;
        (await RunAsync(work)).Counts.Acted.ShouldBe(15);
    }

    private CleanUpWork Work() => new([_one, _other], _tenants, new InMemorySweepMarks(), Options.Create(_options), _time);

    private static async Task<SweepReport> RunAsync(CleanUpWork work) =>
        await work.RunAsync(FakeTenants.Acme, Duration.FromSeconds(1), TestContext.Current.CancellationToken);

    private sealed class Rows(int count) : IRetention
    {
        private int _left = count;

        public List<int> Batches { get; } = [];

        public ValueTask<int> ForgetAsync(TenantId tenant, int limit, CancellationToken cancellationToken)
        {
            Batches.Add(Math.Min(limit, _left));
            _left -= Batches[^1];
            return ValueTask.FromResult(Batches[^1]);
        }
    }
}
