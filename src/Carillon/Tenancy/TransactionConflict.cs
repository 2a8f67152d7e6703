using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>Tells transactions that the database gave up in favour of another: a deadlock, or an order that cannot be had. They can begin again.</summary>
public static class TransactionConflict
{
    // After that something is wrong that another attempt does not mend.
    internal const int MostAttempts = 5;

    /// <summary>True where the failure, or one that it wraps, is such a conflict.</summary>
    /// <remarks>SQLSTATE 40001 of the standard, and 40P01, which PostgreSQL adds for deadlocks. SQLite has neither, as its writers wait for each other.</remarks>
    public static bool Is(Exception? error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException { SqlState: "40001" or "40P01" })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Does the work in a transaction and commits it. Begins again where the database gave the transaction up in favour of another, at most
    /// five times; so the work changes nothing but rows. What is committed is never done again, even where something fails after it.
    /// </summary>
    public static async ValueTask<T> OvercomeAsync<TTransaction, T>(
        Func<CancellationToken, ValueTask<TTransaction>> begin, Func<TTransaction, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
        where TTransaction : DatabaseTransaction
    {
        ArgumentNullException.ThrowIfNull(begin);
        ArgumentNullException.ThrowIfNull(work);
        for (var attempt = 1; ; attempt++)
        {
            var transaction = await begin(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                try
                {
                    var result = await work(transaction, cancellationToken).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return result;
                }
                catch (Exception error) when (attempt < MostAttempts && !transaction.HasEnded && Is(error))
                {
                    // The other transaction was given the rows; this one changed nothing.
                }
            }
        }
    }
}
