using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Tenancy;

internal sealed class TenantScopes(ITenantCatalog catalog, IServiceScopeFactory scopes) : ITenantScopes, ICurrentTenant
{
    // The scope itself flows, not the tenant, so that closing it is seen by everything that was started inside it.
    private readonly AsyncLocal<TenantScope?> _current = new();

    public Tenant Tenant => (_current.Value ?? throw new NoTenantException()).Tenant;

    public async ValueTask<T> RunAsync<T>(TenantId id, Func<TenantScope, CancellationToken, ValueTask<T>> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        var tenant = await catalog.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new TenantNotFoundException(id);
        if (tenant.Status != TenantStatus.Active)
        {
            throw new TenantNotActiveException(id, tenant.Status);
        }

        // The scope's services are disposed while it is still current: what they flush on their way out is this tenant's,
        // never that of the scope around it. The caller's own context is untouched: it is restored when this method returns.
        var services = scopes.CreateAsyncScope();
        var scope = new TenantScope(tenant, services.ServiceProvider);
        _current.Value = scope;
        try
        {
            await using (services.ConfigureAwait(false))
            {
                return EndedWithScope(await body(scope, cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            scope.Close();
        }
    }

    // An async sequence runs where it is enumerated: after this scope, perhaps inside another tenant's.
    private static T EndedWithScope<T>(T result) =>
        result is not null && result.GetType().GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
            ? throw new InvalidOperationException("The body of a tenant scope returned an async sequence, which would run after the scope had ended: read it inside the scope.")
            : result;
}
