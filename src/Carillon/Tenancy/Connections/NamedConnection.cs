namespace Carillon.Tenancy;

/// <summary>One of a tenant's named connections, as it is kept.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Name">Its name within the tenant.</param>
/// <param name="Settings">Where it leads.</param>
public sealed record NamedConnection(TenantId Tenant, ConnectionName Name, ConnectionSettings Settings)
{
    /// <summary>Tells it from another one that had the name before or after it.</summary>
    /// <value>Default: a new id.</value>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The password, encrypted; null where none is needed.</summary>
    public ProtectedSecret? Secret { get; init; }

    /// <summary>True for the one connection of the tenant that is meant where none is named.</summary>
    /// <value>Default: false.</value>
    public bool IsDefault { get; init; }

    /// <summary>Rises by one with every change; a change is refused when another came first.</summary>
    /// <value>Default: 1.</value>
    public long Version { get; init; } = 1;

    /// <summary>Rises when settings or secret change, so that hosts swap their pools.</summary>
    /// <value>Default: 1.</value>
    public int Generation { get; init; } = 1;

    /// <summary>The last test; null when it was never tested since its settings or its secret were changed.</summary>
    public ConnectionTest? LastTest { get; init; }

    /// <summary>Where its password is kept.</summary>
    internal SecretPlace PasswordPlace => new(Tenant, $"connection/{Name.Value}", "password");
}
