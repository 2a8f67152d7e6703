using System.Runtime.CompilerServices;
using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;

namespace Carillon.Testing.Running;

/// <summary>Runs every registered sweep for every active tenant, one after the other.</summary>
internal sealed class SweepWork(SweepCatalog sweeps, ISweepRunner runner, ITenantCatalog tenants, ManualClock clock) : IDueWork
{
    public async IAsyncEnumerable<ManualRun> RunDueAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var tenant in tenants.ListAsync(TenantQuery.Active, cancellationToken).ConfigureAwait(false))
        {
            foreach (var sweep in sweeps.All)
            {
                var report = await runner.RunAsync(sweep.Name, tenant.Id, cancellationToken).ConfigureAwait(false);
                yield return report switch
                {
                    { Counts: var counts, Result: var result, Next: var next } =>
                        new(clock.GetCurrentInstant(), sweep.Name, tenant.Id, counts, result, next),
                };
            }
        }
    }
}
