namespace Carillon.Tenancy;

/// <summary>A named connection did not open. The driver's own exception is within, unless it shows the secret.</summary>
public sealed class ConnectionFailedException(TenantId tenant, ConnectionName name, ConnectionTestOutcome outcome, string detail, Exception? inner)
    : Exception($"Connection '{name}' of tenant '{tenant}' did not open ({outcome}): {detail}", inner)
{
    /// <summary>Whose connection it is.</summary>
    public TenantId Tenant { get; } = tenant;

    /// <summary>Its name.</summary>
    public ConnectionName Name { get; } = name;

    /// <summary>What the failure means.</summary>
    public ConnectionTestOutcome Outcome { get; } = outcome;
}
