using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

/// <summary>Something that listens where a PostgreSQL server is expected.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _serving;

    private StandInServer(Func<NetworkStream, CancellationToken, Task> serve)
    {
        _listener.Start();
        _serving = ServeAsync(serve);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConnectionSettings Settings => new("postgresql", "data") { Host = "127.0.0.1", Port = Port, User = "app" };

    /// <summary>Takes connections and never answers.</summary>
    public static StandInServer ThatIsSilent() => new((_, ct) => Task.Delay(Timeout.Infinite, ct));

    /// <summary>Says that it speaks TLS, and does not.</summary>
    public static StandInServer WithoutRealTls() => new(async (stream, ct) =>
    {
        await stream.ReadExactlyAsync(new byte[8], ct);
        await stream.WriteAsync("S"u8.ToArray(), ct);
        await stream.ReadExactlyAsync(new byte[1], ct);
        await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), ct);
        await Task.Delay(Timeout.Infinite, ct);
    });

    /// <summary>Asks for the password in clear and puts it into its error message.</summary>
    public static StandInServer ThatRepeatsThePassword() => new(async (stream, ct) =>
    {
        var length = await ReadLengthAsync(stream, ct);
        if (length == 8)
        {
            await stream.ReadExactlyAsync(new byte[4], ct);
            await stream.WriteAsync("N"u8.ToArray(), ct);
            length = await ReadLengthAsync(stream, ct);
        }

        await stream.ReadExactlyAsync(new byte[length - 4], ct);
        await stream.WriteAsync((byte[])[(byte)'R', 0, 0, 0, 8, 0, 0, 0, 3], ct);
        await stream.ReadExactlyAsync(new byte[1], ct);
        var sent = new byte[await ReadLengthAsync(stream, ct) - 4];
        await stream.ReadExactlyAsync(sent, ct);
        var password = Encoding.UTF8.GetString(sent).TrimEnd('\0');
        var fields = Encoding.UTF8.GetBytes($"SFATAL\0VFATAL\0C28P01\0Mno entry for \"{password}\"\0Dwas told {password}\0H{password}?\0\0");
        var message = new byte[5 + fields.Length];
        message[0] = (byte)'E';
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 4 + fields.Length);
        fields.CopyTo(message, 5);
        await stream.WriteAsync(message, ct);
    });

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private static async Task<int> ReadLengthAsync(NetworkStream stream, CancellationToken ct)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length, ct);
        return BinaryPrimitives.ReadInt32BigEndian(length);
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task> serve)
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ended.Token), serve));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(TcpClient client, Func<NetworkStream, CancellationToken, Task> serve)
    {
        using (client)
        {
            await serve(client.GetStream(), _ended.Token);
        }
    }
}
