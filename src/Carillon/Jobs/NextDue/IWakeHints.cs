using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Tells the installation, before the commit, that a tenant will have due work, so that idle tenants need no polling.</summary>
public interface IWakeHints
{
    /// <summary>
    /// A row that this transaction writes falls due at <paramref name="due"/>. Call it for deadlines that are new or move earlier;
    /// later ones are found by the sweep. A control database that is out of reach does not fail the transaction.
    /// </summary>
    ValueTask HintAsync(TenantTransaction transaction, JobName sweep, Instant due, CancellationToken cancellationToken);
}
