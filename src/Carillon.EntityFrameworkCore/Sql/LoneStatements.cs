using System.Data.Common;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore;

/// <summary>A connection on which each statement commits by itself: one round trip where a transaction has two.</summary>
internal sealed class LoneStatements(DbConnection connection, SqlDialect dialect, RentedConnection rented) : IAsyncDisposable
{
    public DbConnection Connection => connection;

    public SqlDialect Dialect => dialect;

    public ValueTask DisposeAsync() => rented.DisposeAsync();
}
