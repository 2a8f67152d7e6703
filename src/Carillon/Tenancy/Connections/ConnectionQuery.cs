namespace Carillon.Tenancy;

/// <summary>Which named connections to list, in the order of tenant and name.</summary>
public sealed record ConnectionQuery
{
    /// <summary>The greatest number of connections in one answer.</summary>
    public const int MaximumLimit = 1000;

    /// <summary>Only those of this tenant; null for all tenants.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>Only those whose secret is under another key than this one; null for all.</summary>
    public string? NotUnderKey { get; init; }

    /// <summary>Only those after this one: the keyset to go on from.</summary>
    public (TenantId Tenant, ConnectionName Name)? After { get; init; }

    /// <summary>How many at most.</summary>
    /// <value>Default: 100; from 1 to <see cref="MaximumLimit"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    public int Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaximumLimit);
            field = value;
        }
    }

    = 100;

    /// <summary>True when the query includes the connection.</summary>
    public bool Includes(NamedConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return (Tenant is null || connection.Tenant == Tenant)
            && (NotUnderKey is null || (connection.Secret is { } secret && secret.KeyId != NotUnderKey))
            && (After is not { } after || (connection.Tenant, connection.Name).CompareTo(after) > 0);
    }
}
