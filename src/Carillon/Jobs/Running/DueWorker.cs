using Carillon.Tenancy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Does one piece of due work and moves its wake-up on.</summary>
internal sealed partial class DueWorker(
    DueWorkCatalog catalog, INextDueStore store, ITenantCatalog tenants, WakeSignal signal, WorkBackOff backOff, IOptions<RunnerOptions> options, ILogger<DueWorker> logger)
{
    private static readonly Duration AfterFailure = Duration.FromSeconds(1);
    private static readonly Duration AfterLostRace = Duration.FromMilliseconds(50);

    public async ValueTask RunAsync(RunnerWork work, CancellationToken cancellationToken)
    {
        try
        {
            if (work.IsProbe)
            {
                await ProbeAsync(work, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await SettleAsync(work, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is TenantNotActiveException or TenantNotFoundException)
        {
            // Out of service: its commands are refused, and whoever puts it back into service lowers the wake-up.
            // Where only this host's memory of the catalogue says so, the wake-up was lowered already and is not to be lost.
            if (await IsActiveAsync(work.Tenant, cancellationToken).ConfigureAwait(false))
            {
                backOff.Delay(work.Key, work.Read, AfterFailure);
                return;
            }

            LogOutOfService(work.Row.Work, work.Tenant);
            await store.TryRaiseAsync(work.Row, null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            backOff.Delay(work.Key, work.Read, AfterFailure);
            if (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(error, work.Row.Work, work.Tenant);
            }
        }
    }

    // A list is read from the catalogue itself, a single tenant may be remembered.
    private async ValueTask<bool> IsActiveAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await foreach (var _ in tenants.ListAsync(new() { Only = [tenant] }, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        return false;
    }

    private async ValueTask SettleAsync(RunnerWork work, CancellationToken cancellationToken)
    {
        var report = await catalog.Find(work.Row.Work, SweepScan.Recent).RunAsync(work.Tenant, options.Value.Slice, cancellationToken).ConfigureAwait(false);
        if (report.Next <= work.Read && report.Counts.Acted == 0)
        {
            // Due and not to be had, or not due yet by the tenant's clock: looking again at once would only spin.
            backOff.Delay(work.Key, work.Read, AfterLostRace);
        }
        else
        {
            backOff.Clear(work.Key);
        }

        var wake = WakeRules.RaiseTo(work.Row, report.Next, work.Read);
        var raised = await store.TryRaiseAsync(work.Row, wake, cancellationToken).ConfigureAwait(false);
        if (!raised)
        {
            signal.Raise(Instant.MinValue);
        }
        else if (wake is { } at)
        {
            signal.Raise(at);
        }
    }

    private async ValueTask ProbeAsync(RunnerWork work, CancellationToken cancellationToken)
    {
        var kind = catalog.Find(work.Row.Work, SweepScan.Everything);
        if (await kind.NextAsync(work.Tenant, cancellationToken).ConfigureAwait(false) is not { } next || work.Row.WakeAt <= next)
        {
            return;
        }

        LogProbeFound(work.Row.Work, work.Tenant, next);
        if (next <= work.Read)
        {
            // It may lie before the margin of recent scans: only this look finds it.
            await kind.RunAsync(work.Tenant, options.Value.Slice, cancellationToken).ConfigureAwait(false);
        }

        await store.LowerAsync(work.Tenant, [work.Row.Work], Instant.Max(next, work.Read), cancellationToken).ConfigureAwait(false);
        signal.Raise(next);
    }
}
