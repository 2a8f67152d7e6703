using Carillon.Locking;
using Carillon.Tenancy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Looks, takes the lease, settles, records. A tenant with nothing due costs one read transaction.</summary>
internal sealed partial class SweepRunner(
    SweepCatalog catalog,
    ITenantConnections connections,
    ISweepMarks marks,
    ISweepHistory history,
    IOptions<SweepOptions> options,
    TimeProvider time,
    ILogger<SweepRunner> logger,
    ILeaseProvider? leases = null) : ISweepRunner
{
    private static readonly LeaseOptions LeaseLength = new() { Length = Duration.FromSeconds(10) };

    public ValueTask<SweepReport> RunAsync(JobName sweep, TenantId tenant, CancellationToken cancellationToken) =>
        RunAsync(sweep, tenant, SweepScan.Everything, options.Value.BudgetPerTenant, cancellationToken);

    public async ValueTask<SweepReport> RunAsync(JobName sweep, TenantId tenant, SweepScan scan, Duration budget, CancellationToken cancellationToken)
    {
        var transactions = Open(sweep, tenant);
        var look = await transactions.LookAsync(scan, cancellationToken).ConfigureAwait(false);
        if (!look.IsDue)
        {
            return new(sweep, default, look.Next);
        }

        var run = new SweepRun(
            transactions,
            options.Value,
            new SweepBudget(time, budget),
            (item, error) => LogQuarantined(error, sweep, tenant, item.Id, item.Failures + 1));
        if (!UsesLease)
        {
            return await SettleAsync(run, sweep, tenant, look, cancellationToken).ConfigureAwait(false);
        }

        var lease = await leases!.TryAcquireAsync(LockKey.ForTenant(tenant, sweep.Value), LeaseLength, cancellationToken).ConfigureAwait(false);
        if (lease is null)
        {
            return run.HeldByAnother(sweep, look);
        }

        await using (lease.ConfigureAwait(false))
        {
            return await SettleAsync(run, sweep, tenant, look, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The earliest wake-up of all, for the safety probe.</summary>
    public async ValueTask<Instant?> NextAsync(JobName sweep, TenantId tenant, CancellationToken cancellationToken) =>
        (await Open(sweep, tenant).LookAsync(SweepScan.Everything, cancellationToken).ConfigureAwait(false)).Next;

    private bool UsesLease =>
        options.Value.Lease == SweepLease.WhenShared && leases is not null && leases.Capabilities.HasFlag(LeaseCapabilities.CrossProcess);

    private SweepTransactions Open(JobName sweep, TenantId tenant) => new(
        catalog.Find(sweep) ?? throw new ArgumentException($"No sweep '{sweep}' is registered.", nameof(sweep)),
        tenant,
        connections,
        marks);

    private async ValueTask<SweepReport> SettleAsync(SweepRun run, JobName sweep, TenantId tenant, SweepLook look, CancellationToken cancellationToken)
    {
        using var activity = CarillonTelemetry.Source.StartActivity(CarillonTelemetry.SweepActivity);
        activity?.SetTag(CarillonTelemetry.JobTag, sweep.Value);
        activity?.SetTag(CarillonTelemetry.TenantTag, tenant.Value);
        try
        {
            return await run.SettleAllAsync(sweep, look, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            SweepTelemetry.Count(sweep, run.Counts);

            // Also after a failure: what earlier batches committed is done and belongs in the history.
            await RecordAsync(run, sweep, tenant).ConfigureAwait(false);
        }
    }

    private async ValueTask RecordAsync(SweepRun run, JobName sweep, TenantId tenant)
    {
        if (run.Counts is { Acted: 0, Quarantined: 0 })
        {
            return;
        }

        var minute = run.Now - Duration.FromNanoseconds(run.Now.ToUnixTimeTicks() % NodaConstants.TicksPerMinute * NodaConstants.NanosecondsPerTick);
        try
        {
            await history.RecordAsync(new(tenant, sweep, minute, run.Counts), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The work is committed in the tenant's database; a missing line of history must not make it look failed.
            LogHistoryLost(error, sweep, tenant);
        }
    }
}
