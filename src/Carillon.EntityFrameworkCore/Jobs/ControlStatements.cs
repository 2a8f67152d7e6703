using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>One transaction on the control database around a piece of work.</summary>
internal static class ControlStatements
{
    public static async ValueTask<T> WriteAsync<T>(
        this ControlDatabase control, Func<DatabaseTransaction, ValueTask<T>> body, CancellationToken cancellationToken)
    {
        var transaction = await control.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var value = await body(transaction).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return value;
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
