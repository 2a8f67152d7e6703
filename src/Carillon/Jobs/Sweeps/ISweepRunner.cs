using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Runs a registered sweep for one tenant until nothing is due.</summary>
public interface ISweepRunner
{
    /// <summary>Settles everything due. Infrastructure failures throw; failures of single items are counted and put aside.</summary>
    /// <exception cref="ArgumentException">No sweep of that name is registered.</exception>
    ValueTask<SweepReport> RunAsync(JobName sweep, TenantId tenant, CancellationToken cancellationToken);
}
