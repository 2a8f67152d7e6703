using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore;

/// <summary>An interpolated SQL statement: every hole becomes a parameter, except <see cref="SqlText"/> and <see cref="RowSet"/>.</summary>
[InterpolatedStringHandler]
public sealed class SqlStatement
{
    private readonly StringBuilder _text;
    private readonly DbCommand _command;
    private readonly SqlDialect _dialect;

    /// <summary>Called by the compiler.</summary>
    public SqlStatement(int literalLength, int formattedCount, DatabaseTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        _text = new StringBuilder(literalLength + (formattedCount * 8));
        _dialect = transaction.Dialect();
        _command = transaction.Connection.CreateCommand();
        _command.Transaction = transaction.Transaction;
    }

    /// <summary>Called by the compiler.</summary>
    internal SqlStatement(int literalLength, int formattedCount, LoneStatements lone)
    {
        _text = new StringBuilder(literalLength + (formattedCount * 8));
        _dialect = lone.Dialect;
        _command = lone.Connection.CreateCommand();
    }

    /// <summary>Called by the compiler: text of the statement.</summary>
    public void AppendLiteral(string text) => _text.Append(text);

    /// <summary>Called by the compiler: a constant of the code.</summary>
    public void AppendFormatted(SqlText text) => _text.Append(text.Text);

    /// <summary>Called by the compiler: rows with their alias.</summary>
    public void AppendFormatted(RowSet rows, string format)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentException.ThrowIfNullOrWhiteSpace(format);
        _text.Append(_dialect.AddRows(_command, rows, format));
    }

    /// <summary>Called by the compiler: a value, which becomes a parameter.</summary>
    public void AppendFormatted<T>(T value) => _text.Append(_dialect.AddParameter(_command, typeof(T), value));

    internal async ValueTask<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var command = ToCommand();
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal async ValueTask<List<T>> QueryAsync<T>(Func<SqlRow, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        var command = ToCommand();
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var row = new SqlRow(reader, _dialect);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(row));
                }
            }
        }

        return rows;
    }

    private DbCommand ToCommand()
    {
        _command.CommandText = _text.ToString();
        return _command;
    }
}
