using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Carillon.TestSupport;

/// <summary>A PgBouncer in transaction mode before the shared PostgreSQL server, for one test. Made from the installed program.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/pgbouncer";

    private readonly TemporaryFolder _folder;
    private readonly Process _process;

    private PgBouncer(TemporaryFolder folder, Process process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts one; skips the calling test where the program or the server is missing.</summary>
    public static async Task<PgBouncer> StartAsync(CancellationToken cancellationToken)
    {
        PostgreSqlServer.SkipUnlessAvailable();
        if (!File.Exists(Program))
        {
            ServerSkip.Because($"There is no {Program}: install Debian's pgbouncer");
        }

        var server = new NpgsqlConnectionStringBuilder(PostgreSqlServer.MaintenanceConnectionString);
        var (folder, port) = (new TemporaryFolder(), FreePort());
        await File.WriteAllTextAsync(folder.Combine("users.txt"), $"\"{server.Username}\" \"{server.Password}\"\n", cancellationToken);
        await File.WriteAllTextAsync(
            folder.Combine("pgbouncer.ini"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                [databases]
                * = host={server.Host} port={server.Port}
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = {port}
                unix_socket_dir =
                auth_type = trust
                auth_file = {folder.Combine("users.txt")}
                pool_mode = transaction
                default_pool_size = 3
                """),
            cancellationToken);

        // It refuses to run as root.
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", Program] : [Program];
        if (Environment.IsPrivilegedProcess)
        {
            using var own = Process.Start("chown", ["-R", "postgres", folder.Path]);
            await own.WaitForExitAsync(cancellationToken);
        }

        var process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], "-q", folder.Combine("pgbouncer.ini")]) { RedirectStandardError = true })!;
        var pooler = new PgBouncer(folder, process, port);
        try
        {
            await pooler.UntilItListensAsync(cancellationToken);
            return pooler;
        }
        catch
        {
            await pooler.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _folder.Dispose();
    }

    private async Task UntilItListensAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, Port, limit.Token);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(20, limit.Token);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException($"PgBouncer ended: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
