using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Carillon.PostgreSql.Locking;

/// <summary>Opens the connection that holds the locks, and refuses one that would not hold them.</summary>
internal sealed class AdvisoryConnection(ControlDatabase control, string connectionString, AdvisoryLeaseOptions options)
{
    // The first version that ends a session by its own clock.
    private const int OldestServer = 14;

    public AdvisoryLeaseOptions Options => options;

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        // The first transaction installs the lease table.
        var first = await control.BeginAsync(TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await first.DisposeAsync().ConfigureAwait(false);
        var target = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Multiplexing = false, KeepAlive = 0, CommandTimeout = 0, CancellationTimeout = -1 };
        target.ApplicationName ??= "carillon leases";
        var connection = new NpgsqlConnection(target.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (connection.PostgreSqlVersion.Major < OldestServer)
            {
                throw Refused($"the server is PostgreSQL {connection.PostgreSqlVersion}; advisory leases want {OldestServer} or later.");
            }

            if (options.Pooler == Pooler.None && await BehindPoolerAsync(connection, cancellationToken).ConfigureAwait(false))
            {
                throw Refused(
                    $"a connection pooler answers at {target.Host}:{target.Port}. In transaction mode it would lose the locks. "
                    + $"Set {nameof(options.ConnectionString)} to the server itself, or {nameof(options.Pooler)} to {nameof(Pooler.SessionMode)} if that is its mode.");
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // A server greets with the number of the process that serves the session; a pooler cannot, as it has many, and greets with one of its own.
    private static async Task<bool> BehindPoolerAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        await using (command.ConfigureAwait(false))
        {
            return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))! != connection.ProcessID;
        }
    }

    private static OptionsValidationException Refused(string reason) =>
        new(nameof(AdvisoryLeaseOptions), typeof(AdvisoryLeaseOptions), [$"{nameof(AdvisoryLeaseOptions)}: {reason}"]);
}
