using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Carillon;

/// <summary>Registers tenants.</summary>
public static class TenancyBuilderExtensions
{
    /// <summary>Uses a fixed set of tenants, kept in memory.</summary>
    public static CarillonBuilder UseTenants(this CarillonBuilder builder, params IEnumerable<Tenant> tenants)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var catalog = new InMemoryTenantCatalog(tenants);
        return builder.UseCatalog(_ => catalog);
    }

    /// <summary>Uses the tenants of the configuration, which is only read: who changes it changes them, without a restart. To be called after the stores.</summary>
    /// <remarks>What is kept beside tenants in the control database, such as named connections, is only there for tenants that are kept there too.</remarks>
    /// <example><code>
    /// services.Configure&lt;ConfiguredTenants&gt;(configuration.GetSection("Carillon"));
    /// services.AddCarillon(b => b.UseConfiguredTenants());
    /// </code></example>
    public static CarillonBuilder UseConfiguredTenants(this CarillonBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<ConfiguredTenants>().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConfiguredTenants>, ConfiguredTenantsValidator>());
        builder.Services.TryAddSingleton<ConfiguredTenantCatalog>();
        return builder.UseCatalog(p => p.GetRequiredService<ConfiguredTenantCatalog>());
    }

    /// <summary>Offers the operations <c>tenants.*</c>. Relational stores bring them; in memory there is nothing that a verb could come back to.</summary>
    public static CarillonBuilder AddTenantOperations(this CarillonBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Services.Any(s => s.ImplementationInstance is Operation { Name.Value: "tenants.list" }))
        {
            TenantOperations.AddTo(builder);
        }

        return builder;
    }

    private static CarillonBuilder UseCatalog<TCatalog>(this CarillonBuilder builder, Func<IServiceProvider, TCatalog> catalog)
        where TCatalog : class, ITenantCatalog, ITenantCatalogWriter, ITenantCatalogFeed
    {
        builder.Services.RemoveAll<ITenantCatalog>();
        builder.Services.RemoveAll<ITenantCatalogWriter>();
        builder.Services.RemoveAll<ITenantCatalogFeed>();
        builder.Services.AddSingleton<ITenantCatalog>(catalog);
        builder.Services.AddSingleton<ITenantCatalogWriter>(catalog);
        builder.Services.AddSingleton<ITenantCatalogFeed>(catalog);
        return builder;
    }
}
