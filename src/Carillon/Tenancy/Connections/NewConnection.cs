namespace Carillon.Tenancy;

/// <summary>A named connection to be added.</summary>
/// <param name="Name">Its name within the tenant.</param>
/// <param name="Settings">Where it leads.</param>
public sealed record NewConnection(ConnectionName Name, ConnectionSettings Settings)
{
    /// <summary>The password; null where none is needed.</summary>
    public Secret? Secret { get; init; }

    /// <summary>True to make it the tenant's default one.</summary>
    /// <value>Default: false.</value>
    public bool IsDefault { get; init; }
}
