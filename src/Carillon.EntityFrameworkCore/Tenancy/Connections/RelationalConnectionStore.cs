using System.Collections.Immutable;
using System.Text.Json;
using Carillon.EntityFrameworkCore.Jobs;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class RelationalConnectionStore(ControlDatabase control) : IConnectionStore
{
    private static readonly SqlText Columns = new(
        "tenant_id, name, connection_id, provider, host, port, database_name, user_name, options, key_id, secret, is_default, version, generation, tested_at, test_outcome");

    public ValueTask<NamedConnection?> FindAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken)
    {
        var named = name?.Value;
        return control.ReadAsync(
            transaction => transaction.FirstOrDefaultAsync(
                $"""
                SELECT {Columns} FROM carillon_connection
                WHERE tenant_id = {tenant} AND (name = {named} OR ({named} IS NULL AND is_default))
                """,
                Read,
                cancellationToken),
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<NamedConnection>> ListAsync(ConnectionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (afterTenant, afterName) = (query.After?.Tenant.Value ?? string.Empty, query.After?.Name.Value ?? string.Empty);
        return await control.ReadAsync(
            transaction => transaction.QueryAsync(
                $"""
                SELECT {Columns} FROM carillon_connection
                WHERE (tenant_id, name) > ({afterTenant}, {afterName})
                  AND ({query.Tenant} IS NULL OR tenant_id = {query.Tenant})
                  AND ({query.NotUnderKey} IS NULL OR key_id <> {query.NotUnderKey})
                ORDER BY tenant_id, name LIMIT {query.Limit}
                """,
                Read,
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<bool> TryAddAsync(NamedConnection connection, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var settings = connection.Settings;
        return ChangeAsync(
            connection.Tenant,
            async transaction =>
            {
                await RequireStaysAsync(transaction, connection.Tenant, cancellationToken).ConfigureAwait(false);
                if (await KnownAsync(transaction, connection, cancellationToken).ConfigureAwait(false) is not null)
                {
                    return false;
                }

                await YieldDefaultAsync(transaction, connection, cancellationToken).ConfigureAwait(false);
                await transaction.ExecuteAsync(
                    $"""
                    INSERT INTO carillon_connection ({Columns})
                    VALUES ({connection.Tenant}, {connection.Name.Value}, {connection.Id}, {settings.Provider}, {settings.Host}, {settings.Port}, {settings.Database},
                        {settings.User}, {Options(settings)}, {connection.Secret?.KeyId}, {Envelope(connection)}, {connection.IsDefault}, {connection.Version},
                        {connection.Generation}, {connection.LastTest?.At}, {(int?)connection.LastTest?.Outcome})
                    """,
                    cancellationToken).ConfigureAwait(false);
                return true;
            },
            note,
            cancellationToken);
    }

    public ValueTask<bool> TryUpdateAsync(NamedConnection connection, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var settings = connection.Settings;
        return ChangeAsync(
            connection.Tenant,
            async transaction =>
            {
                if (await KnownAsync(transaction, connection, cancellationToken).ConfigureAwait(false) != (connection.Id, connection.Version))
                {
                    return false;
                }

                await YieldDefaultAsync(transaction, connection, cancellationToken).ConfigureAwait(false);
                return await transaction.ExecuteAsync(
                    $"""
                    UPDATE carillon_connection SET
                        provider = {settings.Provider}, host = {settings.Host}, port = {settings.Port}, database_name = {settings.Database}, user_name = {settings.User},
                        options = {Options(settings)}, key_id = {connection.Secret?.KeyId}, secret = {Envelope(connection)}, is_default = {connection.IsDefault},
                        version = version + 1, generation = {connection.Generation}, tested_at = {connection.LastTest?.At}, test_outcome = {(int?)connection.LastTest?.Outcome}
                    WHERE tenant_id = {connection.Tenant} AND name = {connection.Name.Value} AND connection_id = {connection.Id} AND version = {connection.Version}
                    """,
                    cancellationToken).ConfigureAwait(false) == 1;
            },
            note,
            cancellationToken);
    }

    public async ValueTask RecordTestAsync(NamedConnection connection, ConnectionTestOutcome outcome, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await control.WriteAsync(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                await transaction.ExecuteAsync(
                    $"""
                    UPDATE carillon_connection SET tested_at = {now}, test_outcome = {(int)outcome}
                    WHERE tenant_id = {connection.Tenant} AND name = {connection.Name.Value} AND connection_id = {connection.Id} AND generation = {connection.Generation}
                    """,
                    cancellationToken).ConfigureAwait(false);
                await transaction.AppendAuditAsync(note, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<bool> TryDeleteAsync(NamedConnection connection, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return ChangeAsync(
            connection.Tenant,
            async transaction => await transaction.ExecuteAsync(
                $"""
                DELETE FROM carillon_connection
                WHERE tenant_id = {connection.Tenant} AND name = {connection.Name.Value} AND connection_id = {connection.Id} AND version = {connection.Version}
                """,
                cancellationToken).ConfigureAwait(false) == 1,
            note,
            cancellationToken);
    }

    public async ValueTask<IReadOnlyDictionary<string, long>> CountByKeyAsync(CancellationToken cancellationToken)
    {
        var counts = await control.ReadAsync(
            transaction => transaction.QueryAsync(
                $"SELECT key_id, count(*) FROM carillon_connection WHERE key_id IS NOT NULL GROUP BY key_id", r => (Key: r.Text(0), Count: r.Long(1)), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return counts.ToDictionary(c => c.Key, c => c.Count, StringComparer.Ordinal);
    }

    // The tenant's row is locked first, so that changes of one tenant's connections come one after the other and there is one default at any time.
    private ValueTask<bool> ChangeAsync(TenantId tenant, Func<DatabaseTransaction, ValueTask<bool>> change, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);
        return control.WriteAsync(
            async transaction =>
            {
                var locked = await transaction.QueryAsync(
                    $"SELECT tenant_id FROM carillon_tenant WHERE tenant_id = {tenant}{transaction.Dialect().ForUpdate}", r => r.Text(0), cancellationToken).ConfigureAwait(false);
                if (locked.Count == 0)
                {
                    throw new TenantNotFoundException(tenant);
                }

                if (!await change(transaction).ConfigureAwait(false))
                {
                    return false;
                }

                await transaction.AppendAuditAsync(note, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    // Deleting a tenant deletes its connections after its status has changed: what came later would stay for ever.
    private static async ValueTask RequireStaysAsync(DatabaseTransaction transaction, TenantId tenant, CancellationToken cancellationToken)
    {
        var found = await TenantStatements.FindAsync(transaction, tenant, cancellationToken).ConfigureAwait(false);
        if (found is { Status: TenantStatus.Deleting or TenantStatus.Deleted })
        {
            throw new TenantNotActiveException(tenant, found.Status);
        }
    }

    private static async ValueTask<(Guid Id, long Version)?> KnownAsync(DatabaseTransaction transaction, NamedConnection connection, CancellationToken cancellationToken)
    {
        var known = await transaction.QueryAsync(
            $"SELECT connection_id, version FROM carillon_connection WHERE tenant_id = {connection.Tenant} AND name = {connection.Name.Value}",
            r => (r.Guid(0), r.Long(1)),
            cancellationToken).ConfigureAwait(false);
        return known.Count == 0 ? null : known[0];
    }

    private static async ValueTask YieldDefaultAsync(DatabaseTransaction transaction, NamedConnection connection, CancellationToken cancellationToken)
    {
        if (connection.IsDefault)
        {
            await transaction.ExecuteAsync(
                $"""
                UPDATE carillon_connection SET is_default = {false}, version = version + 1
                WHERE tenant_id = {connection.Tenant} AND is_default AND name <> {connection.Name.Value}
                """,
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Options(ConnectionSettings settings) => JsonSerializer.Serialize(settings.Options);

    private static byte[]? Envelope(NamedConnection connection) => connection.Secret?.Envelope.ToArray();

    private static NamedConnection Read(SqlRow row) => new(
        TenantId.Parse(row.Text(0)),
        new(row.Text(1)),
        new(row.Text(3), row.Text(6))
        {
            Host = row.TextOrNull(4),
            Port = (int?)row.LongOrNull(5),
            User = row.TextOrNull(7),
            Options = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Text(8))!.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase),
        })
    {
        Id = row.Guid(2),
        Secret = row.TextOrNull(9) is { } key ? new(key, row.Bytes(10)) : null,
        IsDefault = row.Bool(11),
        Version = row.Long(12),
        Generation = row.Int(13),
        LastTest = row.InstantOrNull(14) is { } at ? new(at, (ConnectionTestOutcome)row.Int(15)) : null,
    };
}
