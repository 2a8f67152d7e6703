using Carillon.Tenancy;
using Npgsql;

namespace Carillon.PostgreSql;

internal sealed class PostgreSqlConnectionPool : IConnectionPool
{
    private readonly NpgsqlDataSource _source;

    public PostgreSqlConnectionPool(string connectionString, PhysicalOpenCheck? verify)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        if (verify is not null)
        {
            builder.UsePhysicalConnectionInitializer(
                _ => throw new NotSupportedException("Connections are opened asynchronously only."),
                connection => verify(connection, CancellationToken.None).AsTask());
        }

        _source = builder.Build();
    }

    public async ValueTask<RentedConnection> RentAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return new(connection, c => c.DisposeAsync());
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
