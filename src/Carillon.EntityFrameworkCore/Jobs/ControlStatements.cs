using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>One transaction on the control database around a piece of work.</summary>
internal static class ControlStatements
{
    public static ValueTask<T> WriteAsync<T>(
        this ControlDatabase control, Func<DatabaseTransaction, ValueTask<T>> body, CancellationToken cancellationToken) =>
        TransactionConflict.OvercomeAsync(
            ct => control.BeginAsync(TransactionMode.Write, ct), (transaction, _) => body(transaction), cancellationToken);

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
