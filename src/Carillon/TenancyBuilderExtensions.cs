using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Carillon;

/// <summary>Registers tenants.</summary>
public static class TenancyBuilderExtensions
{
    /// <summary>Uses a fixed set of tenants, kept in memory.</summary>
    public static CarillonBuilder UseTenants(this CarillonBuilder builder, params IEnumerable<Tenant> tenants)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var catalog = new InMemoryTenantCatalog(tenants);
        builder.Services.RemoveAll<ITenantCatalog>();
        builder.Services.RemoveAll<ITenantCatalogWriter>();
        builder.Services.RemoveAll<ITenantCatalogFeed>();
        builder.Services.AddSingleton<ITenantCatalog>(catalog);
        builder.Services.AddSingleton<ITenantCatalogWriter>(catalog);
        builder.Services.AddSingleton<ITenantCatalogFeed>(catalog);
        return builder;
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
}
