using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>One transaction on the control database around a piece of work.</summary>
internal static class ControlStatements
{
    public static async ValueTask<T> WriteAsync<T>(
        this ControlDatabase control, Func<DatabaseTransaction, ValueTask<T>> body, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var transaction = await control.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                try
                {
                    var value = await body(transaction).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return value;
                }
                catch (Exception error) when (attempt < TransactionConflict.MostAttempts && TransactionConflict.Is(error))
                {
                    // Another transaction was given the rows; this one changed nothing.
                }
            }
        }
    }

    public static async ValueTask<T> ReadAsync<T>(
        this ControlDatabase control, Func<DatabaseTransaction, ValueTask<T>> body, CancellationToken cancellationToken)
    {
        var transaction = await control.BeginAsync(TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            return await body(transaction).ConfigureAwait(false);
        }
    }
}
