namespace Carillon.Tenancy;

/// <summary>Runs code for one tenant: the tenant is looked up, must be active, and is current inside the body.</summary>
public interface ITenantScopes
{
    /// <summary>Runs <paramref name="body"/> in a scope of the tenant.</summary>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    /// <exception cref="TenantNotActiveException">The tenant is not in service.</exception>
    /// <exception cref="InvalidOperationException">The body returned an async sequence, which would run after the scope had ended.</exception>
    ValueTask<T> RunAsync<T>(TenantId id, Func<TenantScope, CancellationToken, ValueTask<T>> body, CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="body"/> in a scope of the tenant.</summary>
    async ValueTask RunAsync(TenantId id, Func<TenantScope, CancellationToken, ValueTask> body, CancellationToken cancellationToken) =>
        await RunAsync(
            id,
            async (scope, ct) =>
            {
                await body(scope, ct).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
}
