using Carillon.Tenancy;

namespace Carillon.Tests.Tenancy;

/// <summary>A pool without a database that counts what would be open, and takes its time where it is told to.</summary>
internal sealed class CountingPool(OpenCount count) : IConnectionPool
{
    private int _idle;
    private bool _closed;

    /// <summary>Before a connection is opened; may wait or throw.</summary>
    public Func<ValueTask> OnOpening { get; set; } = () => ValueTask.CompletedTask;

    public int Opened { get; private set; }

    public async ValueTask<RentedConnection> RentAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_closed, this);
        lock (count)
        {
            if (_idle > 0)
            {
                _idle--;
                return new(null!, GiveBack);
            }
        }

        await OnOpening();
        lock (count)
        {
            Opened++;
            count.Change(1);
            return new(null!, GiveBack);
        }
    }

    public ValueTask CloseIdleAsync()
    {
        lock (count)
        {
            count.Change(-_idle);
            _idle = 0;
        }

        return ValueTask.CompletedTask;
    }

    public bool TryMove(DatabaseAddress address) => true;

    public ValueTask DisposeAsync()
    {
        _closed = true;
        return CloseIdleAsync();
    }

    private ValueTask<bool> GiveBack(System.Data.Common.DbConnection connection)
    {
        lock (count)
        {
            if (_closed)
            {
                count.Change(-1);
                return ValueTask.FromResult(false);
            }

            _idle++;
            return ValueTask.FromResult(true);
        }
    }
}
