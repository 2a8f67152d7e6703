using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Carillon.TestSupport;

/// <summary>A network between clients and a PostgreSQL server on this machine, which can be cut, and can greet as a pooler does.</summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly bool _greetsAsPooler;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private volatile bool _isCut;

    /// <summary>A relay to a server.</summary>
    /// <param name="server">The server's port.</param>
    /// <param name="greetsAsPooler">Whether clients are told the number of a process that is not the server's.</param>
    public TcpRelay(int server, bool greetsAsPooler = false)
    {
        _server = server;
        _greetsAsPooler = greetsAsPooler;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From now on nothing comes through, and nobody is told.</summary>
    public void Cut() => _isCut = true;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                relays.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, _server, CancellationToken.None);
            await Task.WhenAny(CopyAsync(client, server, false), CopyAsync(server, client, _greetsAsPooler));
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool changesGreeting)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is var read and > 0)
            {
                if (changesGreeting)
                {
                    ChangeKey(buffer.AsSpan(0, read));
                }

                if (_isCut)
                {
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One side has gone.
        }
    }

    // BackendKeyData: 'K', length 12, the number of the process, a secret.
    private static void ChangeKey(Span<byte> bytes)
    {
        var at = bytes.IndexOf((ReadOnlySpan<byte>)[(byte)'K', 0, 0, 0, 12]);
        if (at >= 0 && at + 9 <= bytes.Length)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes[(at + 5)..], 1);
        }
    }
}
