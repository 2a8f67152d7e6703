using Carillon.Tenancy;
using Microsoft.Extensions.Options;

namespace Carillon.PostgreSql;

internal sealed class PostgreSqlDirectory(IOptions<PostgreSqlOptions> options) : IDatabaseDirectory
{
    public DatabaseAddress Control => new("postgresql", options.Value.ControlConnectionString);

    public ValueTask<DatabaseAddress> LocateAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var text = options.Value.TenantConnectionStrings.TryGetValue(tenant.Value, out var own)
            ? own
            : options.Value.TenantConnectionStringTemplate?.Replace("{tenant}", tenant.Value, StringComparison.Ordinal);
        return ValueTask.FromResult(new DatabaseAddress("postgresql", text ?? throw new DatabaseAddressMissingException(tenant)));
    }
}
