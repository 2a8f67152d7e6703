using System.Data.Common;
using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.Data.Sqlite;

namespace Carillon.Sqlite;

/// <summary>Named connections to SQLite files that are there; one is never created. Options are those of Microsoft.Data.Sqlite.</summary>
public sealed class SqliteConnectionProvider(SqliteDialect dialect) : ConnectionProvider
{
    /// <inheritdoc />
    public override string Name => dialect.Name;

    /// <inheritdoc />
    public override void Check(ConnectionSettings settings, bool hasSecret)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Host is not null || settings.Port is not null || settings.User is not null || hasSecret)
        {
            throw new ArgumentException("A connection of provider 'sqlite' is a file: it has no host, port, user or secret.", nameof(settings));
        }

        if (!Path.IsPathFullyQualified(settings.Database))
        {
            throw new ArgumentException($"The file '{Printable.Clip(settings.Database)}' is not a full path.", nameof(settings));
        }

        _ = BuilderOf(settings);
    }

    /// <inheritdoc />
    public override DbDataSource CreateSource(ConnectionTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var builder = BuilderOf(target.Settings);
        builder.Pooling = false;
        return SqliteFactory.Instance.CreateDataSource(builder.ConnectionString);
    }

    /// <summary>SQLite's own result codes: no permission (3, 8, 23), busy (5, 6), no file to open (14).</summary>
    public override ConnectionTestOutcome? Classify(Exception error) => error is SqliteException sqlite
        ? sqlite.SqliteErrorCode switch
        {
            3 or 8 or 23 => ConnectionTestOutcome.PermissionDenied,
            5 or 6 => ConnectionTestOutcome.Timeout,
            14 => ConnectionTestOutcome.DatabaseMissing,
            _ => null,
        }
        : null;

    /// <inheritdoc />
    public override ValueTask<string?> FindOtherOwnerAsync(DbConnection connection, TenantId tenant, CancellationToken cancellationToken) =>
        DatabaseOwner.FindOtherAsync(dialect, connection, tenant, cancellationToken);

    private static SqliteConnectionStringBuilder BuilderOf(ConnectionSettings settings)
    {
        var builder = new SqliteConnectionStringBuilder();
        foreach (var (name, value) in settings.Options)
        {
            try
            {
                builder[name] = value;
            }
            catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException)
            {
                throw new ArgumentException($"SQLite does not take option '{Printable.Clip(name)}' with value '{Printable.Clip(value)}'.", nameof(settings), error);
            }
        }

        builder.DataSource = settings.Database;
        builder.Mode = builder.Mode == SqliteOpenMode.ReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite;
        return builder;
    }
}
