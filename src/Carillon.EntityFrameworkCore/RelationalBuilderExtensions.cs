using Carillon.EntityFrameworkCore.Jobs;
using Carillon.EntityFrameworkCore.Locking;
using Carillon.EntityFrameworkCore.Outbox;
using Carillon.EntityFrameworkCore.Tenancy;
using Carillon.Locking;
using Carillon.Outbox;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Carillon.EntityFrameworkCore;

/// <summary>What provider packages and packs register with.</summary>
public static class RelationalBuilderExtensions
{
    /// <summary>Makes a dialect available under its name; doing it twice is harmless.</summary>
    public static CarillonBuilder AddDialect<TDialect>(this CarillonBuilder builder)
        where TDialect : SqlDialect
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<TDialect>();
        if (!builder.Services.Any(s => s.ServiceType == typeof(DialectMark<TDialect>)))
        {
            builder.Services.AddSingleton<DialectMark<TDialect>>();
            builder.Services.AddSingleton<DatabaseProvider>(p => p.GetRequiredService<TDialect>());
        }

        return builder;
    }

    /// <summary>Adds the tables of a pack; they are installed with the tenant's database or when it is upgraded.</summary>
    public static CarillonBuilder AddSchema(this CarillonBuilder builder, SchemaComponent component)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(component);
        if (!builder.Services.Any(s => s.ImplementationInstance is SchemaComponent known && known.Name == component.Name))
        {
            builder.Services.AddSingleton(component);
        }

        return builder;
    }

    /// <summary>Leaves the tables in tenants' databases to the host's migrations (<see cref="CarillonModelExtensions.AddCarillon"/>): Carillon never creates or changes them.</summary>
    /// <remarks>
    /// A database whose tables do not fit is refused when its tenant is provisioned or upgraded, with the name of what is missing; one whose versions do
    /// not fit is refused whenever it is opened. The identity stamp is still written when a tenant is provisioned; the database must be there by then.
    /// </remarks>
    public static CarillonBuilder TenantSchemaOwnedByHost(this CarillonBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton(SchemaOwnership.Host));
        return builder;
    }

    /// <summary>Uses the relational stores, with the control database at the given address. Called by the provider packages.</summary>
    public static CarillonBuilder UseRelationalStores(this CarillonBuilder builder, Func<IServiceProvider, DatabaseAddress> control)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(control);
        var services = builder.Services;
        builder.AddSchema(ControlDbContext.Component);
        builder.AddSchema(TenantDbContext.Component);
        builder.AddSchema(QueueDbContext.Component);
        services.TryAddSingleton<DatabaseProviders>();
        services.TryAddSingleton(SchemaOwnership.Carillon);
        services.TryAddSingleton<SchemaInstaller>();
        services.TryAddSingleton<SchemaVerifier>();
        services.TryAddSingleton(p => new TransactionFactory(p.GetRequiredService<IDatabaseClock>(), p.GetService<IConnectionDecorator>()));
        services.Replace(ServiceDescriptor.Singleton(p =>
        {
            var address = control(p);
            return new ControlDatabase(
                p.GetRequiredService<DatabaseProviders>().Get(address.Provider),
                address,
                p.GetRequiredService<SchemaInstaller>(),
                p.GetRequiredService<TransactionFactory>());
        }));
        services.TryAddSingleton<IOutbox, RelationalOutbox>();
        services.UseJobStores();
        services.TryAddSingleton<IOutboxStore, RelationalOutboxStore>();
        services.TryAddSingleton<IHeldMessages, RelationalHeldMessages>();
        services.TryAddSingleton<ICommandInbox, RelationalCommandInbox>();
        builder.AddRetention<OutboxRetention>().AddRetention<CommandRetention>().AddErasure<OutboxErasure>().AddErasure<QueueErasure>();
        builder.AddConnectionOperations().AddTenantOperations().AddHeldMessagesOperations();
        services.TryAddSingleton<RelationalLeaseStore>();
        services.TryAddSingleton<IControlRestoration, ControlRestoration>();
        services.Replace(ServiceDescriptor.Singleton<ILeaseStore>(p => p.GetRequiredService<ControlDatabase>().SingleHost
            ? ActivatorUtilities.CreateInstance<InProcessLeaseStore>(p)
            : p.GetRequiredService<RelationalLeaseStore>()));
        services.TryAddSingleton<TenantPools>();
        services.TryAddSingleton<TransactionJoiner>();
        services.TryAddSingleton<ITenantConnections, RelationalTenantConnections>();
        services.AddLifecycle();
        services.Replace(ServiceDescriptor.Singleton<IAuditLog, RelationalAuditLog>());
        services.Replace(ServiceDescriptor.Singleton<IConnectionStore, RelationalConnectionStore>());
        services.TryAddSingleton<TenantStatements>();
        services.TryAddSingleton<CatalogMemory>();
        services.TryAddSingleton<RelationalTenantCatalog>();
        services.Replace(ServiceDescriptor.Singleton<ITenantCatalog>(p => p.GetRequiredService<RelationalTenantCatalog>()));
        services.Replace(ServiceDescriptor.Singleton<ITenantCatalogFeed>(p => p.GetRequiredService<RelationalTenantCatalog>()));
        services.Replace(ServiceDescriptor.Singleton<ITenantCatalogWriter, RelationalTenantCatalogWriter>());
        return builder;
    }

    private sealed class DialectMark<TDialect>;
}
