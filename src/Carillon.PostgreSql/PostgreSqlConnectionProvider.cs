using System.Data.Common;
using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Npgsql;

namespace Carillon.PostgreSql;

/// <summary>Named connections to PostgreSQL, one <see cref="NpgsqlDataSource"/> each. Options are Npgsql's own keywords.</summary>
public sealed class PostgreSqlConnectionProvider(PostgreSqlDialect dialect) : ConnectionProvider
{
    /// <inheritdoc />
    public override string Name => dialect.Name;

    /// <inheritdoc />
    public override void Check(ConnectionSettings settings, bool hasSecret)
    {
        base.Check(settings, hasSecret);
        _ = BuilderOf(settings);
    }

    /// <inheritdoc />
    public override DbDataSource CreateSource(ConnectionTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var builder = BuilderOf(target.Settings);
        builder.Password = target.Secret?.Reveal();
        builder.Timeout = target.OpenTimeoutSeconds;
        builder.PersistSecurityInfo = false;
        builder.IncludeErrorDetail = false;
        if (!target.Pooled)
        {
            builder.Pooling = false;
        }

        return QuietSource.BuilderOf(builder).Build();
    }

    /// <summary>What only Npgsql says in words: a server without TLS.</summary>
    public override ConnectionTestOutcome? Classify(Exception error) =>
        error is NpgsqlException { InnerException: null } and not PostgresException && error.Message.Contains("SSL", StringComparison.Ordinal)
            ? ConnectionTestOutcome.TlsFailed
            : null;

    /// <inheritdoc />
    public override ValueTask<string?> FindOtherOwnerAsync(DbConnection connection, TenantId tenant, CancellationToken cancellationToken) =>
        DatabaseOwner.FindOtherAsync(dialect, connection, tenant, cancellationToken);

    private static NpgsqlConnectionStringBuilder BuilderOf(ConnectionSettings settings)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        foreach (var (name, value) in settings.Options)
        {
            try
            {
                builder[name] = value;
            }
            catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
            {
                throw new ArgumentException($"Npgsql does not take option '{Printable.Clip(name)}' with value '{Printable.Clip(value)}'.", nameof(settings), error);
            }
        }

        builder.Host = settings.Host;
        builder.Port = settings.Port ?? NpgsqlConnection.DefaultPort;
        builder.Database = settings.Database;
        builder.Username = settings.User;
        return builder;
    }
}
