using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Carillon.TestSupport;

/// <summary>A PostgreSQL server that one test owns, may restart, and whose processes it may freeze. Made from the installed programs.</summary>
public sealed class PrivatePostgreSqlServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _programs;
    private readonly int _port;

    private PrivatePostgreSqlServer(string programs, int port)
    {
        _programs = programs;
        _port = port;
    }

    /// <summary>The connection string of the maintenance database, of a superuser.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres";

    private string Data => _folder.Combine("data");

    /// <summary>Starts a server; skips the calling test where its programs are not installed, or are not for this system.</summary>
    public static async Task<PrivatePostgreSqlServer> StartAsync(CancellationToken cancellationToken)
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetFiles("/usr/lib/postgresql", "initdb", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (programs is null || !OperatingSystem.IsLinux())
        {
            ServerSkip.Because("The programs of a PostgreSQL server are not in /usr/lib/postgresql: install Debian's postgresql");
        }

        var server = new PrivatePostgreSqlServer(Path.GetDirectoryName(programs)!, FreePort());
        try
        {
            await server.OwnFolderAsync(cancellationToken);
            await server.RunAsync("initdb", ["-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], cancellationToken);
            await server.ControlAsync("start", cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the server as a crash does, and starts it again.</summary>
    public Task CrashAndRestartAsync(CancellationToken cancellationToken) => ControlAsync("restart", cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            NpgsqlConnection.ClearAllPools();
            await ControlAsync("stop", CancellationToken.None);
        }

        _folder.Dispose();
    }

    private Task ControlAsync(string verb, CancellationToken cancellationToken) => RunAsync(
        "pg_ctl",
        verb == "stop"
            ? [verb, "-D", Data, "-w", "-s", "-m", "immediate"]
            : [verb, "-D", Data, "-w", "-s", .. verb == "restart" ? ["-m", "immediate"] : Array.Empty<string>(), "-l", _folder.Combine("log"), "-o", $"-c listen_addresses=127.0.0.1 -c port={_port} -c unix_socket_directories="],
        cancellationToken);

    // The server refuses to run as root.
    private async Task OwnFolderAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunProcessAsync("chown", ["postgres", _folder.Path], cancellationToken);
        }
    }

    private Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? RunProcessAsync("runuser", ["-u", "postgres", "--", path, .. arguments], cancellationToken)
            : RunProcessAsync(path, arguments, cancellationToken);
    }

    // What it says goes nowhere: the server would inherit a pipe, and keep it open.
    private static async Task RunProcessAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]))!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}."));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
