namespace Carillon.Operations;

/// <summary>Whether an operation is about one tenant.</summary>
public enum OperationScope
{
    /// <summary>The caller must name a tenant.</summary>
    Tenant,

    /// <summary>The caller may name a tenant; without one it is about all active tenants.</summary>
    AnyTenant,

    /// <summary>It is not about a tenant.</summary>
    Installation,
}
