namespace Carillon.Tenancy;

/// <summary>The tenant of the running scope, for the host's own services. Library code takes the tenant as an argument.</summary>
public interface ICurrentTenant
{
    /// <summary>The tenant.</summary>
    /// <exception cref="NoTenantException">Read outside a scope, or after the scope had ended.</exception>
    Tenant Tenant { get; }
}
