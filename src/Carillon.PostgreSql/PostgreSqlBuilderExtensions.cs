using Carillon.EntityFrameworkCore;
using Carillon.Locking;
using Carillon.PostgreSql.Locking;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Carillon.PostgreSql;

/// <summary>Registers PostgreSQL.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>Keeps the control database and one database per tenant on PostgreSQL.</summary>
    /// <example><code>
    /// b.UsePostgreSql(o =>
    /// {
    ///     o.ControlConnectionString = configuration.GetConnectionString("Carillon")!;
    ///     o.TenantConnectionStringTemplate = "Host=db;Username=app;Password=…;Database=app_{tenant}";
    /// })
    /// </code></example>
    public static CarillonBuilder UsePostgreSql(this CarillonBuilder builder, Action<PostgreSqlOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<PostgreSqlOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgreSqlOptions>, PostgreSqlOptionsValidator>());
        builder.Services.TryAddSingleton<PostgreSqlDirectory>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IDatabaseDirectory>(p => p.GetRequiredService<PostgreSqlDirectory>()));
        builder.AddDialect<PostgreSqlDialect>();
        builder.AddPostgreSqlConnections();
        return builder.UseRelationalStores(p => p.GetRequiredService<PostgreSqlDirectory>().Control);
    }

    /// <summary>Lets named connections lead to PostgreSQL. Where Carillon itself is kept there, this is done already.</summary>
    public static CarillonBuilder AddPostgreSqlConnections(this CarillonBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<PostgreSqlDialect>();
        return builder.AddConnectionProvider<PostgreSqlConnectionProvider>();
    }

    /// <summary>Keeps leases as advisory locks instead of in the lease table. Call it after <see cref="UsePostgreSql"/>.</summary>
    /// <remarks>A key is free at once when its holder's process dies; each host keeps one connection open for all its leases, past any pooler.</remarks>
    /// <exception cref="OptionsValidationException">At start: a pooler answers, or the server is older than PostgreSQL 14.</exception>
    public static CarillonBuilder UsePostgreSqlAdvisoryLeases(this CarillonBuilder builder, Action<AdvisoryLeaseOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<AdvisoryLeaseOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AdvisoryLeaseOptions>, AdvisoryLeaseOptionsValidator>());
        builder.Services.TryAddSingleton<AdvisoryLeaseStore>();
        builder.Services.Replace(ServiceDescriptor.Singleton<ILeaseStore>(p => p.GetRequiredService<AdvisoryLeaseStore>()));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AdvisoryLeaseStart>());
        return builder;
    }
}
