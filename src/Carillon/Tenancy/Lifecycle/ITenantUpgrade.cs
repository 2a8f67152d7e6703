namespace Carillon.Tenancy;

/// <summary>Brings the databases of many tenants up to date.</summary>
public interface ITenantUpgrade
{
    /// <summary>Upgrades the schema of each tenant of the query that is Active, Suspended or Faulted, side by side. Failures are reported, not thrown.</summary>
    /// <remarks>
    /// A Faulted tenant whose database is up to date is Active again; a Suspended one stays Suspended. A tenant in service whose own database
    /// could not be brought up to date is Faulted, with a <see cref="TenantFaultedException"/> in the report. What says nothing about its schema
    /// leaves it as it is: a server that is out of reach, a database that is not its own, one that is too new for this host.
    /// Several hosts may do this at once.
    /// </remarks>
    /// <param name="query">Which tenants; those of other statuses are reported as failed with a <see cref="TenantNotActiveException"/>.</param>
    /// <param name="options">How many at the same time, how long each may take, who is told.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Cancels what has not begun, and rolls back what has.</param>
    Task<TenantFanOutReport<UpgradedTenant>> RunAsync(TenantQuery query, TenantFanOutOptions options, string actor, CancellationToken cancellationToken);
}
