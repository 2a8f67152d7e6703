namespace Carillon.Tenancy;

/// <summary>The tenants of a host that gets them from its configuration (files, environment); validated at start.</summary>
/// <example><code>services.Configure&lt;ConfiguredTenants&gt;(configuration.GetSection("Carillon"));   // Carillon:Tenants:hocmai:ZoneId, …</code></example>
public sealed class ConfiguredTenants
{
    /// <summary>The tenants by their ids.</summary>
    /// <value>Default: none.</value>
    public IDictionary<string, ConfiguredTenant> Tenants { get; } = new Dictionary<string, ConfiguredTenant>(StringComparer.Ordinal);
}
