namespace Carillon.Tenancy;

/// <summary>Tests tenants' own databases.</summary>
public interface ITenantDatabaseTest
{
    /// <summary>Opens the tenant's own database anew, from no pool, checks its stamp and its schema, and says what came of it. The tenant need not be in service.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Ends the test; nothing is noted then.</param>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    ValueTask<ConnectionTestResult> RunAsync(TenantId tenant, string actor, CancellationToken cancellationToken);
}
