using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Carillon.Tenancy;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Carillon.Testing.Tests.Running;

/// <summary>Tenants whose databases are SQLite in memory, each kept alive by one open connection.</summary>
internal sealed class MemoryTenants(IDatabaseClock clock, IConnectionDecorator? decorator = null) : ITenantConnections, IAsyncDisposable
{
    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<TenantId, SqliteConnection> _keepers = new();

    public async ValueTask<TenantTransaction> BeginAsync(TenantId tenant, TransactionMode mode, CancellationToken cancellationToken)
    {
        var keeper = _keepers.GetOrAdd(tenant, id => new($"Data Source={_name}-{id};Mode=Memory;Cache=Shared"));
        if (keeper.State == ConnectionState.Closed)
        {
            await keeper.OpenAsync(cancellationToken);
            await using var create = keeper.CreateCommand();
            create.CommandText = BellSweep.Table;
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        var pooled = new SqliteConnection(keeper.ConnectionString);
        await pooled.OpenAsync(cancellationToken);
        var connection = decorator?.Decorate(tenant, pooled) ?? pooled;
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.Unspecified, cancellationToken);
        return new(tenant, new(connection, transaction, NoProvider.Instance) { ProviderConnection = pooled, Release = pooled.DisposeAsync }, clock);
    }

    public ValueTask<DbConnection> OpenAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ConnectionTestResult> TestAsync(TenantId tenant, ConnectionName? name, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async ValueTask DisposeAsync()
    {
        foreach (var keeper in _keepers.Values)
        {
            await keeper.DisposeAsync();
        }
    }

    private sealed class NoProvider : DatabaseProvider
    {
        public static readonly NoProvider Instance = new();

        public override string Name => "memory";

        public override bool SingleHost => true;

        public override IConnectionPool CreatePool(DatabaseAddress address, PhysicalOpenCheck? verify) => throw new NotSupportedException();

        public override ValueTask<Instant> ReadClockAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) =>
            throw new NotSupportedException("The clock is manual.");

        public override ValueTask CreateDatabaseAsync(DatabaseAddress address, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
