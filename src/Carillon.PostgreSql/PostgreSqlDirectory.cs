using Carillon.Tenancy;
using Microsoft.Extensions.Options;

namespace Carillon.PostgreSql;

// Follows the options while the host runs; where a change is not valid, what was valid before goes on.
internal sealed class PostgreSqlDirectory : IDatabaseDirectory, IDisposable
{
    private readonly IDisposable? _changes;
    private volatile PostgreSqlOptions _options;
    private long _version;

    public PostgreSqlDirectory(IOptionsMonitor<PostgreSqlOptions> options)
    {
        _options = options.CurrentValue;
        _changes = options.OnChange(changed =>
        {
            _options = changed;
            Interlocked.Increment(ref _version);
        });
    }

    public long Version => Interlocked.Read(ref _version);

    public DatabaseAddress Control => new("postgresql", _options.ControlConnectionString);

    public ValueTask<DatabaseAddress> LocateAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var options = _options;
        var text = options.TenantConnectionStrings.TryGetValue(tenant.Value, out var own)
            ? own
            : options.TenantConnectionStringTemplate?.Replace("{tenant}", tenant.Value, StringComparison.Ordinal);
        return ValueTask.FromResult(new DatabaseAddress("postgresql", text ?? throw new DatabaseAddressMissingException(tenant)));
    }

    public void Dispose() => _changes?.Dispose();
}
