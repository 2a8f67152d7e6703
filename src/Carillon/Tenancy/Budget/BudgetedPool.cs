using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>A pool whose connections count against the budget of their server.</summary>
internal sealed class BudgetedPool(IConnectionPool pool, ConnectionAdmission admission, TimeProvider time) : IConnectionPool
{
    private const string TooManyConnections = "53300";
    private const int MostAttempts = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    private readonly PoolPlaces _places = new(pool);

    public async ValueTask<RentedConnection> RentAsync(CancellationToken cancellationToken)
    {
        var reuses = await admission.EnterAsync(_places, cancellationToken).ConfigureAwait(false);
        try
        {
            var rented = await OpenAsync(cancellationToken).ConfigureAwait(false);
            return new(rented.Connection, _ => GiveBackAsync(rented));
        }
        catch
        {
            // One that was idle may still be so. What is counted and not there is closed as others are; what is there must be counted.
            admission.Return(_places, staysOpen: reuses);
            throw;
        }
    }

    public bool TryMove(DatabaseAddress address) => pool.TryMove(address);

    public ValueTask CloseIdleAsync() => throw new NotSupportedException("Idle connections are closed by the budget, which counts them.");

    public ValueTask DisposeAsync() => admission.RetireAsync(_places);

    // A session that was closed to make room is at the server for some milliseconds more; where there is no room beside it, the server says so.
    private async ValueTask<RentedConnection> OpenAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await pool.RentAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DbException error) when (error.SqlState == TooManyConnections && attempt < MostAttempts)
            {
                await Task.Delay(FirstPause * (1 << attempt), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<bool> GiveBackAsync(RentedConnection rented)
    {
        var staysOpen = true;
        try
        {
            return staysOpen = await rented.GiveBackAsync().ConfigureAwait(false);
        }
        finally
        {
            admission.Return(_places, staysOpen);
        }
    }
}
