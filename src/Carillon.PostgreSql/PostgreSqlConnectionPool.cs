using System.Data;
using Carillon.Tenancy;
using Npgsql;

namespace Carillon.PostgreSql;

// Npgsql's own pool, which puts a session back into its first state for free: with the next statement. It closes idle connections all or none.
internal sealed class PostgreSqlConnectionPool : IConnectionPool
{
    private readonly NpgsqlDataSource _source;
    private readonly string _target;
    private readonly bool _keeps;
    private readonly Lock _lock = new();
    private volatile string? _password;
    private int _clearings;
    private bool _closed;

    public PostgreSqlConnectionPool(string connectionString, PhysicalOpenCheck? verify)
    {
        (_target, _password) = Split(connectionString);
        var settings = new NpgsqlConnectionStringBuilder(_target);
        _keeps = settings.Pooling;
        if (verify is not null)
        {
            // Who counts the connections of tenants closes them too: Npgsql does not prune below the least size, and opens none for its sake.
            settings.MinPoolSize = settings.MaxPoolSize;
        }

        var builder = QuietSource.BuilderOf(settings);
        if (verify is not null)
        {
            builder.UsePhysicalConnectionInitializer(
                _ => throw new NotSupportedException("Connections are opened asynchronously only."),
                connection => verify(connection, CancellationToken.None).AsTask());
        }

        if (_password is not null)
        {
            builder.UsePasswordProvider(_ => _password, (_, _) => ValueTask.FromResult(_password));
        }

        _source = builder.Build();
    }

    public async ValueTask<RentedConnection> RentAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            var clearings = _clearings;
            return new(connection, _ => GiveBackAsync(connection, clearings));
        }
    }

    public ValueTask CloseIdleAsync()
    {
        lock (_lock)
        {
            Clear();
        }

        return ValueTask.CompletedTask;
    }

    public bool TryMove(DatabaseAddress address)
    {
        var (target, password) = Split(address.ConnectionString);
        if (target != _target || (password is null) != (_password is null))
        {
            return false;
        }

        _password = password;
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _closed = true;
        }

        await _source.DisposeAsync().ConfigureAwait(false);
    }

    // Npgsql keeps a connection unless it is broken, the pool was cleared since it was opened, or pools were not wanted.
    private async ValueTask<bool> GiveBackAsync(NpgsqlConnection connection, int clearings)
    {
        var broken = connection.FullState.HasFlag(ConnectionState.Broken);
        await connection.DisposeAsync().ConfigureAwait(false);
        lock (_lock)
        {
            if (_closed)
            {
                // One that was being opened while the pool was closed would be kept for ever.
                Clear();
            }

            return _keeps && !broken && !_closed && _clearings == clearings;
        }
    }

    private void Clear()
    {
        _clearings++;
        _source.Clear();
    }

    // The password apart, so that it can change without another pool.
    private static (string Target, string? Password) Split(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var password = target.Password;
        target.Remove(nameof(target.Password));
        return (target.ConnectionString, password);
    }
}
