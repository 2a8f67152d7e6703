namespace Carillon.Tenancy;

/// <summary>The opened database carries another tenant's stamp, an older incarnation, or none. No statement of the caller was run.</summary>
public sealed class WrongTenantDatabaseException(TenantId expected, long expectedIncarnation, string found)
    : Exception($"The database opened for tenant '{expected}' (incarnation {expectedIncarnation}) is refused: it is stamped {found}. A restored or cloned database must be adopted on purpose.")
{
    /// <summary>The tenant that the database was opened for.</summary>
    public TenantId Expected { get; } = expected;

    /// <summary>The incarnation that the catalogue knows.</summary>
    public long ExpectedIncarnation { get; } = expectedIncarnation;

    /// <summary>What the stamp says, in words.</summary>
    public string Found { get; } = found;
}
