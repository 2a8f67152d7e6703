using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>Everything that takes tenants through their life.</summary>
internal static class LifecycleServices
{
    public static void AddLifecycle(this IServiceCollection services)
    {
        services.TryAddSingleton<TenantChanges>();
        services.TryAddSingleton<TenantDatabases>();
        services.TryAddSingleton<TenantTraces>();
        services.TryAddSingleton<TenantDeletion>();
        services.TryAddSingleton<ITenantProvisioner, TenantProvisioner>();
        services.TryAddSingleton<ITenantLifecycle, TenantLifecycle>();
        services.TryAddSingleton<ITenantUpgrade, TenantUpgrader>();
        services.TryAddSingleton<RunComparison>();
        services.TryAddSingleton<ITenantAdoption, TenantAdoption>();
        services.TryAddSingleton<ITenantDatabaseTest, TenantDatabaseTest>();
    }
}
