namespace Carillon.Tenancy;

/// <summary>Runs the same work for many tenants, each isolated from the others.</summary>
public interface ITenantFanOut
{
    /// <summary>Runs <paramref name="body"/> once for each tenant of the query, in a scope of the tenant. Failures are reported, not thrown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    Task<TenantFanOutReport<T>> RunAsync<T>(
        TenantQuery query,
        Func<TenantScope, CancellationToken, ValueTask<T>> body,
        TenantFanOutOptions options,
        CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="body"/> once for each tenant of the query as the catalogue lists it, whatever its status and without a scope: for work on
    /// tenants that are not in service, such as upgrading their databases.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    Task<TenantFanOutReport<T>> VisitAsync<T>(
        TenantQuery query,
        Func<Tenant, CancellationToken, ValueTask<T>> body,
        TenantFanOutOptions options,
        CancellationToken cancellationToken);
}
