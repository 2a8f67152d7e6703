using Carillon.Jobs;
using Carillon.Locking;
using Carillon.Tenancy;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace Carillon.Tests.Jobs;

/// <summary>A sweep runner with everything it needs, in memory.</summary>
internal sealed class SweepBench
{
    public FakeTenants Tenants { get; } = new();

    public FakeSweep Sweep { get; } = new();

    public InMemorySweepMarks Marks { get; } = new();

    public InMemorySweepHistory History { get; } = new();

    public SweepOptions Options { get; } = new();

    public ILeaseProvider? Leases { get; init; }

    public SteppingTime Time { get; } = new();

    public SweepRunner Runner => new(
        new SweepCatalog([Sweep]), Tenants, Marks, History, Microsoft.Extensions.Options.Options.Create(Options), Time, NullLogger<SweepRunner>.Instance, Leases);

    public async Task<SweepReport> RunAsync(SweepScan scan = SweepScan.Everything) =>
        await Runner.RunAsync(Sweep.Name, FakeTenants.Acme, scan, Options.BudgetPerTenant, TestContext.Current.CancellationToken);

    public async Task<SweepMark?> MarkAsync()
    {
        await using var transaction = await Tenants.BeginAsync(FakeTenants.Acme, TransactionMode.Read, TestContext.Current.CancellationToken);
        return await Marks.ReadAsync(transaction, Sweep.Name, TestContext.Current.CancellationToken);
    }

    /// <summary>Monotonic time that advances by a step with each look.</summary>
    internal sealed class SteppingTime : TimeProvider
    {
        private long _now;

        public TimeSpan Step { get; set; } = TimeSpan.Zero;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += Step.Ticks;
    }
}
