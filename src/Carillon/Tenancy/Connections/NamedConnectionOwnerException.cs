namespace Carillon.Tenancy;

/// <summary>A named connection leads to a database that Carillon keeps data of somebody else in. No statement of the caller was run.</summary>
public sealed class NamedConnectionOwnerException(TenantId tenant, ConnectionName name, string owner)
    : Exception($"Connection '{name}' of tenant '{tenant}' is refused: it leads to {owner}.")
{
    /// <summary>Whose connection it is.</summary>
    public TenantId Tenant { get; } = tenant;

    /// <summary>Its name.</summary>
    public ConnectionName Name { get; } = name;

    /// <summary>What it leads to, in words.</summary>
    public string Owner { get; } = owner;
}
