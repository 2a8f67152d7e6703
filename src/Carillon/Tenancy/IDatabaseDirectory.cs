namespace Carillon.Tenancy;

/// <summary>Knows where each tenant's own database is.</summary>
public interface IDatabaseDirectory
{
    /// <summary>Another number whenever addresses may have changed; they are asked for anew then.</summary>
    /// <value>Default: always 0.</value>
    long Version => 0;

    /// <summary>The address of the tenant's own database.</summary>
    /// <exception cref="DatabaseAddressMissingException">None is configured; there is never a fallback to another database.</exception>
    ValueTask<DatabaseAddress> LocateAsync(TenantId tenant, CancellationToken cancellationToken);
}
