using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore;

/// <summary>Opens transactions on the installation's control database; its schema is installed when it is first used.</summary>
public sealed class ControlDatabase : IAsyncDisposable
{
    private readonly DatabaseProvider _provider;
    private readonly DatabaseAddress _address;
    private readonly SchemaInstaller _schema;
    private readonly TransactionFactory _transactions;
    private readonly IConnectionPool _pool;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _ready;

    internal ControlDatabase(DatabaseProvider provider, DatabaseAddress address, SchemaInstaller schema, TransactionFactory transactions)
    {
        _provider = provider;
        _address = address;
        _schema = schema;
        _transactions = transactions;
        _pool = provider.CreatePool(address, null);
    }

    /// <summary>True when only one host may use the database.</summary>
    public bool SingleHost => _provider.SingleHost;

    /// <summary>Opens a transaction.</summary>
    public async ValueTask<DatabaseTransaction> BeginAsync(TransactionMode mode, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        return await OpenAsync(mode, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>For statements that need no transaction with others.</summary>
    internal async ValueTask<LoneStatements> RentAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        return _transactions.WithoutTransaction(await _pool.RentAsync(cancellationToken).ConfigureAwait(false), _provider);
    }

    /// <summary>Closes the idle connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private async ValueTask<DatabaseTransaction> OpenAsync(TransactionMode mode, CancellationToken cancellationToken)
    {
        var rented = await _pool.RentAsync(cancellationToken).ConfigureAwait(false);
        var (session, clock) = await _transactions.BeginAsync(null, rented, _provider, mode, cancellationToken).ConfigureAwait(false);
        return new DatabaseTransaction(session, clock);
    }

    private ValueTask PrepareAsync(CancellationToken cancellationToken) => _ready ? ValueTask.CompletedTask : InstallAsync(cancellationToken);

    private async ValueTask InstallAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_ready)
            {
                return;
            }

            await _provider.CreateDatabaseAsync(_address, cancellationToken).ConfigureAwait(false);
            var transaction = await OpenAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await _schema.InstallAsync(transaction, DatabaseKind.Control, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            _ready = true;
        }
        finally
        {
            _gate.Release();
        }
    }
}
