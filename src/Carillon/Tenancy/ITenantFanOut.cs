namespace Carillon.Tenancy;

/// <summary>Runs the same work for many tenants, each isolated from the others.</summary>
public interface ITenantFanOut
{
    /// <summary>Runs <paramref name="body"/> once for each tenant of the query. Failures are reported, not thrown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    Task<TenantFanOutReport<T>> RunAsync<T>(
        TenantQuery query,
        Func<TenantScope, CancellationToken, ValueTask<T>> body,
        TenantFanOutOptions options,
        CancellationToken cancellationToken);
}
