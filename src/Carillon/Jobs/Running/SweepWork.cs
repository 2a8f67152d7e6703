using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>A sweep as due work.</summary>
internal sealed class SweepWork(JobName name, SweepRunner runner, SweepScan scan) : IDueWork
{
    public JobName Name => name;

    public ValueTask<SweepReport> RunAsync(TenantId tenant, Duration budget, CancellationToken cancellationToken) =>
        runner.RunAsync(name, tenant, scan, budget, cancellationToken);

    public ValueTask<Instant?> NextAsync(TenantId tenant, CancellationToken cancellationToken) => runner.NextAsync(name, tenant, cancellationToken);
}
