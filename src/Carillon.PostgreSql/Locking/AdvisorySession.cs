using System.Threading.Channels;
using NodaTime;
using Npgsql;

namespace Carillon.PostgreSql.Locking;

/// <summary>
/// One connection for all locks of a process, in the hands of one loop: it does what is asked in turn, and listens in between, so that the end of the
/// connection is known at once. An answer that does not come in time ends it too.
/// </summary>
internal sealed class AdvisorySession : IAsyncDisposable
{
    private readonly AdvisoryConnection _target;
    private readonly TimeProvider _time;
    private readonly Channel<Request> _requests = Channel.CreateUnbounded<Request>(new() { SingleReader = true });
    private readonly CancellationTokenSource _ended = new();
    private readonly Lazy<Task> _life;
    private volatile bool _isOpen;

    public AdvisorySession(AdvisoryConnection target, TimeProvider time)
    {
        _target = target;
        _time = time;
        Ended = _ended.Token;
        _life = new(() => Task.Run(LiveAsync));
    }

    /// <summary>What this session holds; only its own loop looks at it.</summary>
    public AdvisoryLocks Locks { get; } = new();

    /// <summary>Cancelled when the connection is gone, and all locks with it.</summary>
    public CancellationToken Ended { get; }

    public bool IsOpen => _isOpen && !Ended.IsCancellationRequested;

    /// <summary>Opens the connection if need be.</summary>
    public Task OpenAsync() => AskAsync((_, _) => Task.FromResult(true));

    /// <summary>Does something on the connection, after what was asked before.</summary>
    public async Task<T> AskAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new Request(
            async (connection, limit) => answer.TrySetResult(await work(connection, limit).ConfigureAwait(false)),
            error => answer.TrySetException(error));
        if (!_requests.Writer.TryWrite(request))
        {
            throw new NpgsqlException("The connection that holds the leases has ended.");
        }

        _ = _life.Value;
        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>Closes the connection; the server frees its locks.</summary>
    public async ValueTask DisposeAsync()
    {
        _requests.Writer.TryComplete();
        await (_life.IsValueCreated ? _life.Value : Task.CompletedTask).ConfigureAwait(false);
        await _ended.CancelAsync().ConfigureAwait(false);
    }

    private async Task LiveAsync()
    {
        Exception? end = null;
        NpgsqlConnection? connection = null;
        try
        {
            using (var limit = Limit())
            {
                connection = await _target.OpenAsync(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            }

            _isOpen = true;
            while (await NextAsync(connection).ConfigureAwait(false) is { } request)
            {
                await AnswerAsync(request, connection).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            end = error is OperationCanceledException ? new TimeoutException($"The server did not answer within {_target.Options.AnswerWithin}.", error) : error;
        }

        // Those who hold leases are told before anything is closed: closing may take its time.
        _requests.Writer.TryComplete();
        await _ended.CancelAsync().ConfigureAwait(false);
        while (_requests.Reader.TryRead(out var left))
        {
            left.Fail(end ?? new ObjectDisposedException(nameof(AdvisoryLeaseStore)));
        }

        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    // The answer that comes when nothing was asked is that the connection has ended.
    private async Task<Request?> NextAsync(NpgsqlConnection connection)
    {
        while (true)
        {
            if (_requests.Reader.TryRead(out var request))
            {
                return request;
            }

            using var asked = new CancellationTokenSource();
            var listening = connection.WaitAsync(asked.Token);
            var waiting = _requests.Reader.WaitToReadAsync().AsTask();
            await Task.WhenAny(listening, waiting).ConfigureAwait(false);
            await asked.CancelAsync().ConfigureAwait(false);
            try
            {
                await listening.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Somebody asked.
            }

            if (waiting.IsCompleted && !await waiting.ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    private async Task AnswerAsync(Request request, NpgsqlConnection connection)
    {
        using var limit = Limit();
        try
        {
            await request.Work(connection, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (PostgresException error) when (connection.FullState == System.Data.ConnectionState.Open)
        {
            request.Fail(error);
        }
        catch (Exception error)
        {
            request.Fail(error is OperationCanceledException ? new TimeoutException($"The server did not answer within {_target.Options.AnswerWithin}.", error) : error);
            throw;
        }
    }

    private CancellationTokenSource Limit() => new(_target.Options.AnswerWithin.ToTimeSpan(), _time);

    private sealed record Request(Func<NpgsqlConnection, CancellationToken, Task> Work, Action<Exception> Fail);
}
