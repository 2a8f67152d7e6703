namespace Carillon.Tenancy;

/// <summary>Puts tenants into service.</summary>
public interface ITenantProvisioner
{
    /// <summary>
    /// Creates the tenant's database where the provider can, installs the schema, stamps the identity and makes the tenant active.
    /// Each step can be repeated: calling it again for an active tenant only verifies it.
    /// </summary>
    /// <returns>The tenant as the catalogue now knows it.</returns>
    ValueTask<Tenant> ProvisionAsync(Tenant tenant, CancellationToken cancellationToken);
}
