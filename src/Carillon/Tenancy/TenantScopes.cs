using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Tenancy;

internal sealed class TenantScopes(ITenantCatalog catalog, IServiceScopeFactory scopes) : ITenantScopes, ICurrentTenant
{
    // The holder is shared by everything that flows from the scope, so that closing it is seen by detached tasks too.
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

        var services = scopes.CreateAsyncScope();
        await using (services.ConfigureAwait(false))
        {
            var scope = new TenantScope(tenant, services.ServiceProvider, _current.Value);
            _current.Value = scope;
            try
            {
                return await body(scope, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                scope.Close();
                _current.Value = scope.Parent;
            }
        }
    }
}
