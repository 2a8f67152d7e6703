using System.Data;
using Carillon.Sqlite;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy;

public sealed class SqlitePoolTests
{
    private const string InMemory = "Data Source=:memory:";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_comes_back_after_the_pool_was_closed_is_closed()
    {
        var pool = new SqliteConnectionPool(InMemory, null);
        var rented = await pool.RentAsync(Ct);

        await pool.DisposeAsync();
        await rented.DisposeAsync();

        rented.Connection.State.ShouldBe(ConnectionState.Closed);
    }

    [Fact]
    public async Task A_connection_that_comes_back_while_the_pool_is_closed_is_closed()
    {
        var pool = new SqliteConnectionPool(InMemory, null);
        await using var connection = new ConnectionThatIsAsked();
        await connection.OpenAsync(Ct);

        // The pool has looked at its own mark already when it asks the connection for its state: that is when it is closed.
        connection.OnAsked = () => pool.DisposeAsync().AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        await pool.ReturnAsync(connection);

        connection.WasAsked.ShouldBeTrue();
        connection.State.ShouldBe(ConnectionState.Closed);
    }

    private sealed class ConnectionThatIsAsked() : SqliteConnection(InMemory)
    {
        public Action? OnAsked { get; set; }

        public bool WasAsked { get; private set; }

        public override ConnectionState State
        {
            get
            {
                if (OnAsked is { } act)
                {
                    (OnAsked, WasAsked) = (null, true);
                    act();
                }

                return base.State;
            }
        }
    }
}
