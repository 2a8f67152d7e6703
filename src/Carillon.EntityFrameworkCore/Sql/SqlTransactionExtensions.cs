using System.Data.Common;
using System.Runtime.CompilerServices;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore;

/// <summary>Runs statements in a transaction.</summary>
/// <example><code>await tx.ExecuteAsync($"UPDATE study_session SET state = {state} WHERE id = {id} AND version = {version}", ct);</code></example>
public static class SqlTransactionExtensions
{
    private const string BeforeNew = "before_new";

    /// <summary>The dialect of the transaction's database.</summary>
    /// <exception cref="InvalidOperationException">Its provider is not relational.</exception>
    public static SqlDialect Dialect(this DatabaseTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Provider as SqlDialect
            ?? throw new InvalidOperationException($"Provider '{transaction.Provider.Name}' has no SQL dialect.");
    }

    /// <summary>Runs a statement and returns the number of rows that it changed.</summary>
    public static async ValueTask<int> ExecuteAsync(
        this DatabaseTransaction transaction,
        [InterpolatedStringHandlerArgument(nameof(transaction))] SqlStatement statement,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return await statement.ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a statement and reads all rows.</summary>
    public static async ValueTask<List<T>> QueryAsync<T>(
        this DatabaseTransaction transaction,
        [InterpolatedStringHandlerArgument(nameof(transaction))] SqlStatement statement,
        Func<SqlRow, T> read,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(read);
        return await statement.QueryAsync(read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a statement and reads the first row, or returns <c>default</c> when there is none.</summary>
    public static async ValueTask<T?> FirstOrDefaultAsync<T>(
        this DatabaseTransaction transaction,
        [InterpolatedStringHandlerArgument(nameof(transaction))] SqlStatement statement,
        Func<SqlRow, T> read,
        CancellationToken cancellationToken)
    {
        var rows = await transaction.QueryAsync(statement, read, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? default : rows[0];
    }

    /// <summary>Runs a script of several statements without parameters, such as one generated from a model.</summary>
    public static async ValueTask ExecuteScriptAsync(this DatabaseTransaction transaction, string script, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var command = transaction.Connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = transaction.Transaction;
            command.CommandText = script;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Inserts rows that most likely are all new: without a look at conflicts, and only if one of them is not, once more with it.</summary>
    /// <remarks>PostgreSQL spends about twice as much on a row that may conflict as on one that may not.</remarks>
    /// <param name="transaction">The transaction.</param>
    /// <param name="insert">Runs the INSERT, which ends with the text that it is given: first none, then <paramref name="onConflict"/>.</param>
    /// <param name="onConflict">What becomes of rows that are there already.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async ValueTask<T> ExpectNewAsync<T>(
        this DatabaseTransaction transaction, Func<SqlText, ValueTask<T>> insert, SqlText onConflict, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(insert);
        var dialect = transaction.Dialect();
        await transaction.Transaction.SaveAsync(BeforeNew, cancellationToken).ConfigureAwait(false);
        try
        {
            var inserted = await insert(SqlText.Empty).ConfigureAwait(false);
            await transaction.Transaction.ReleaseAsync(BeforeNew, cancellationToken).ConfigureAwait(false);
            return inserted;
        }
        catch (DbException error) when (dialect.IsUniqueViolation(error))
        {
            await transaction.Transaction.RollbackAsync(BeforeNew, cancellationToken).ConfigureAwait(false);
        }

        return await insert(onConflict).ConfigureAwait(false);
    }

    internal static ValueTask<int> ExecuteAsync(
        this LoneStatements lone, [InterpolatedStringHandlerArgument(nameof(lone))] SqlStatement statement, CancellationToken cancellationToken) =>
        statement.ExecuteAsync(cancellationToken);

    internal static ValueTask<List<T>> QueryAsync<T>(
        this LoneStatements lone, [InterpolatedStringHandlerArgument(nameof(lone))] SqlStatement statement, Func<SqlRow, T> read, CancellationToken cancellationToken) =>
        statement.QueryAsync(read, cancellationToken);
}
