namespace Carillon.Tenancy;

/// <summary>Puts tenants into service.</summary>
public interface ITenantProvisioner
{
    /// <summary>
    /// Creates the tenant's database where the provider can, installs the schema, stamps the identity and makes the tenant active.
    /// Each step can be repeated. Called again for an active tenant it only upgrades and verifies the database that must be there: a lost one is an error,
    /// never replaced by an empty one.
    /// </summary>
    /// <exception cref="TenantNotActiveException">The tenant is suspended or on its way out.</exception>
    /// <exception cref="WrongTenantDatabaseException">The database carries another stamp, or that of an active tenant carries none.</exception>
    /// <returns>The tenant as the catalogue now knows it.</returns>
    /// <param name="tenant">The tenant.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    ValueTask<Tenant> ProvisionAsync(Tenant tenant, string actor, CancellationToken cancellationToken);

    /// <summary>Puts a tenant into service in the name of the system.</summary>
    ValueTask<Tenant> ProvisionAsync(Tenant tenant, CancellationToken cancellationToken) => ProvisionAsync(tenant, "system", cancellationToken);
}
