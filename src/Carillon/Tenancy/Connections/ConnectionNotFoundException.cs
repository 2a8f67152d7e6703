namespace Carillon.Tenancy;

/// <summary>The tenant has no connection of this name, or none that is its default. There is never a fallback to another one.</summary>
public sealed class ConnectionNotFoundException(TenantId tenant, ConnectionName? name)
    : Exception(name is { } named ? $"Tenant '{tenant}' has no connection '{named}'." : $"Tenant '{tenant}' has no default connection.")
{
    /// <summary>The tenant.</summary>
    public TenantId Tenant { get; } = tenant;

    /// <summary>The name that was asked for; null for the default one.</summary>
    public ConnectionName? Name { get; } = name;
}
