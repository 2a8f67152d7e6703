using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
}
