namespace Carillon.Tenancy;

/// <summary>A connection is not as the caller knew it: another change came first. Nothing was changed.</summary>
public sealed class ConnectionConflictException(TenantId tenant, ConnectionName name, string found)
    : Exception($"Connection '{name}' of tenant '{tenant}' was not changed: {found}.")
{
    /// <summary>The tenant.</summary>
    public TenantId Tenant { get; } = tenant;

    /// <summary>The connection.</summary>
    public ConnectionName Name { get; } = name;

    /// <summary>What came first, in words.</summary>
    public string Found { get; } = found;
}
