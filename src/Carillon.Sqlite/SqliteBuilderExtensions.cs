using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Carillon.Sqlite;

/// <summary>Registers SQLite.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>Keeps everything in SQLite files under one data folder; one host at a time.</summary>
    public static CarillonBuilder UseSqlite(this CarillonBuilder builder, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(dataFolder);
        return builder.UseSqlite(options => options.DataFolder = dataFolder);
    }

    /// <summary>Keeps everything in SQLite files under one data folder; one host at a time.</summary>
    public static CarillonBuilder UseSqlite(this CarillonBuilder builder, Action<SqliteOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<SqliteOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteOptions>, SqliteOptionsValidator>());
        builder.Services.TryAddSingleton<SqliteDataFolder>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IDatabaseDirectory>(p => p.GetRequiredService<SqliteDataFolder>()));
        builder.AddDialect<SqliteDialect>();
        builder.AddSqliteConnections();
        return builder.UseRelationalStores(p => p.GetRequiredService<SqliteDataFolder>().Control);
    }

    /// <summary>Lets named connections lead to SQLite files. Where Carillon itself is kept there, this is done already.</summary>
    public static CarillonBuilder AddSqliteConnections(this CarillonBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<SqliteDialect>();
        return builder.AddConnectionProvider<SqliteConnectionProvider>();
    }
}
