using System.Data.Common;
using NodaTime;

namespace Carillon.Tenancy;

/// <summary>A way to one database with one secret. Nothing that it throws shows the secret.</summary>
internal sealed class ConnectionSource : IAsyncDisposable
{
    private readonly NamedConnection _connection;
    private readonly ConnectionProvider _provider;
    private readonly Secret? _secret;
    private readonly DbDataSource _source;
    private readonly Duration _timeout;
    private readonly TimeProvider _time;

    /// <summary>Makes the driver's own source; opens nothing.</summary>
    /// <exception cref="ConnectionFailedException">The driver does not take the settings.</exception>
    public ConnectionSource(NamedConnection connection, ConnectionProvider provider, ConnectionTarget target, TimeProvider time)
    {
        _connection = connection;
        _provider = provider;
        _secret = target.Secret;
        _timeout = target.OpenTimeout;
        _time = time;
        try
        {
            _source = provider.CreateSource(target);
        }
        catch (Exception error)
        {
            throw Failed(error);
        }
    }

    public bool Serves(NamedConnection connection) => connection.Id == _connection.Id && connection.Generation == _connection.Generation;

    public bool IsNewerThan(ConnectionSource other) => _connection.Id == other._connection.Id && _connection.Generation > other._connection.Generation;

    /// <summary>Opens a connection.</summary>
    /// <exception cref="ConnectionFailedException">It did not open.</exception>
    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // On the pool, as some drivers block the thread, and not all of them listen to the token.
        var opening = Task.Run(async () => await _source.OpenConnectionAsync(limit.Token).ConfigureAwait(false), CancellationToken.None);
        try
        {
            return await opening.WaitAsync(_timeout.ToTimeSpan(), _time, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            throw;
        }
        catch (Exception error)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            LeftBehind.Observe(CloseLateAsync(opening));
            cancellationToken.ThrowIfCancellationRequested();
            throw Failed(error is TimeoutException && !opening.IsCompleted ? new TimeoutException($"There was no answer within {_timeout}.") : error);
        }
    }

    /// <summary>Opens a connection and refuses a database that holds data of somebody else.</summary>
    /// <exception cref="NamedConnectionOwnerException">It is another tenant's own, or the control database.</exception>
    /// <exception cref="ConnectionFailedException">It did not open, or cannot be read.</exception>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (opened.ConfigureAwait(false))
        {
            string? owner;
            using var timeout = new CancellationTokenSource(_timeout.ToTimeSpan(), _time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
            try
            {
                owner = await _provider.FindOtherOwnerAsync(opened, _connection.Tenant, limit.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                throw Failed(error);
            }

            if (owner is not null)
            {
                throw new NamedConnectionOwnerException(_connection.Tenant, _connection.Name, owner);
            }
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    // A driver may tell what it was given, and a server what it was sent.
    private ConnectionFailedException Failed(Exception error)
    {
        var (outcome, message) = (ConnectionFailure.Classify(error, _provider), error.Message);
        for (var cause = error.InnerException; cause is not null; cause = cause.InnerException)
        {
            message = message.Contains(cause.Message, StringComparison.Ordinal) ? message : $"{message} {cause.Message}";
        }

        var detail = Printable.Clip(_secret?.RemoveFrom(message) ?? message, 300);
        return new(_connection.Tenant, _connection.Name, outcome, detail, _secret?.OccursIn(error.ToString()) == true || Shows(error) ? null : error);
    }

    private bool Shows(Exception error)
    {
        for (var cause = error; cause is not null && _secret is not null; cause = cause.InnerException)
        {
            if (cause.Data.Values.Cast<object?>().Concat(cause.Data.Keys.Cast<object?>()).Any(v => _secret.OccursIn(v?.ToString())))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task CloseLateAsync(Task<DbConnection> opening)
    {
        var late = await opening.ConfigureAwait(false);
        await late.DisposeAsync().ConfigureAwait(false);
    }
}
