using System.Data.Common;
using System.Globalization;
using Carillon.Testing.Faults;
using Microsoft.Data.Sqlite;

namespace Carillon.Testing.Tests.Faults;

/// <summary>A database in memory with an account and its entries, kept alive by one open connection.</summary>
internal sealed class Ledger : IAsyncDisposable
{
    private readonly string _connectionString = $"Data Source={Guid.NewGuid():N};Mode=Memory;Cache=Shared";
    private readonly SqliteConnection _keeper;

    public Ledger()
    {
        _keeper = new(_connectionString);
        _keeper.Open();
    }

    public SqliteConnection NewConnection() => new(_connectionString);

    public async Task ResetAsync(CancellationToken ct) => await ExecuteAsync(
        _keeper,
        null,
        """
        DROP TABLE IF EXISTS account; DROP TABLE IF EXISTS entry;
        CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL);
        CREATE TABLE entry (key TEXT PRIMARY KEY, amount INTEGER NOT NULL);
        INSERT INTO account VALUES (1, 100);
        """,
        ct);

    /// <summary>Charges 10 once: the entry's key gates the update.</summary>
    public static async Task ChargeAsync(DbConnection connection, CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        await using var tx = await connection.BeginTransactionAsync(ct);
        if (await ExecuteAsync(connection, tx, "INSERT OR IGNORE INTO entry VALUES ('charge-1', 10)", ct) == 1)
        {
            await ExecuteAsync(connection, tx, "UPDATE account\nSET balance = balance - 10 WHERE id = 1", ct);
        }

        await tx.CommitAsync(ct);
    }

    /// <summary>Charges 10 in the wrong way: two transactions, so a crash between them leaves half.</summary>
    public static async Task ChargeInTwoHalvesAsync(DbConnection connection, CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        if (await ExecuteAsync(connection, null, "INSERT OR IGNORE INTO entry VALUES ('charge-1', 10)", ct) == 1)
        {
            await ExecuteAsync(connection, null, "UPDATE account SET balance = balance - 10 WHERE id = 1", ct);
        }
    }

    public async Task<(long Balance, long Entries)> ReadAsync(CancellationToken ct)
    {
        await using var command = _keeper.CreateCommand();
        command.CommandText = "SELECT (SELECT balance FROM account), (SELECT count(*) FROM entry)";
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    public FaultScenario Scenario(Func<DbConnection, CancellationToken, Task> charge) => new()
    {
        PrepareAsync = ResetAsync,
        RunAsync = async (faults, ct) =>
        {
            await using var connection = faults.Wrap(NewConnection());
            await charge(connection, ct);
        },
        RecoverAsync = async ct =>
        {
            await using var connection = NewConnection();
            await charge(connection, ct);
        },
        VerifyAsync = async ct =>
        {
            var rows = await ReadAsync(ct);
            if (rows != (90, 1))
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"balance {rows.Balance} with {rows.Entries} entries"));
            }
        },
    };

    public async ValueTask DisposeAsync() => await _keeper.DisposeAsync();

    internal static async Task<int> ExecuteAsync(DbConnection connection, DbTransaction? tx, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = tx;
        return await command.ExecuteNonQueryAsync(ct);
    }
}
