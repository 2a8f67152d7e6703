using System.Data.Common;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

// Checked on each physical open: is this the tenant's database, of the incarnation that the catalogue knows, with a schema that fits?
internal sealed class IdentityStamp(SqlDialect dialect, Tenant tenant, IReadOnlyList<SchemaComponent> components)
{
    private const string Query = "SELECT tenant_id, incarnation FROM carillon_identity; " + SchemaVersions.Select + ";";

    public ValueTask CheckAsync(DbConnection connection, CancellationToken cancellationToken) =>
        CheckAsync(connection, null, cancellationToken);

    public ValueTask CheckAsync(TenantTransaction joined, CancellationToken cancellationToken) =>
        CheckAsync(joined.Connection, joined.Transaction, cancellationToken);

    private async ValueTask CheckAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        try
        {
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.Transaction = transaction;
                command.CommandText = Query;
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    await CheckIdentityAsync(reader, cancellationToken).ConfigureAwait(false);
                    await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                    var versions = await SchemaVersions.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
                    foreach (var component in components)
                    {
                        SchemaVersions.Require(component, versions, $"the database of tenant '{tenant.Id}'");
                    }
                }
            }
        }
        catch (DbException error) when (dialect.IsMissingTable(error))
        {
            throw new WrongTenantDatabaseException(tenant.Id, tenant.Incarnation, "not at all");
        }
    }

    public static async ValueTask WriteAsync(TenantTransaction transaction, Tenant tenant, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            $"INSERT INTO carillon_identity (tenant_id, incarnation) SELECT {tenant.Id}, {tenant.Incarnation} WHERE NOT EXISTS (SELECT 1 FROM carillon_identity)",
            cancellationToken).ConfigureAwait(false);

    public static async ValueTask RequireAsync(TenantTransaction transaction, Tenant tenant, CancellationToken cancellationToken)
    {
        var stamps = await transaction.QueryAsync(
            $"SELECT tenant_id, incarnation FROM carillon_identity",
            r => (Tenant: r.Text(0), Incarnation: r.Long(1)),
            cancellationToken).ConfigureAwait(false);
        Require(tenant, stamps);
    }

    /// <summary>The stamp that the database carries, whosever it is.</summary>
    /// <exception cref="WrongTenantDatabaseException">It carries none, or several.</exception>
    public static async ValueTask<DatabaseStamp> ReadAsync(TenantTransaction transaction, Tenant tenant, CancellationToken cancellationToken)
    {
        try
        {
            var stamps = await transaction.QueryAsync(
                $"SELECT tenant_id, incarnation FROM carillon_identity", r => new DatabaseStamp(TenantId.Parse(r.Text(0)), r.Long(1)), cancellationToken).ConfigureAwait(false);
            return stamps is [var stamp]
                ? stamp
                : throw new WrongTenantDatabaseException(tenant.Id, tenant.Incarnation, stamps.Count == 0 ? "not at all" : string.Join(", ", stamps));
        }
        catch (DbException error) when (transaction.Dialect().IsMissingTable(error))
        {
            throw new WrongTenantDatabaseException(tenant.Id, tenant.Incarnation, "not at all");
        }
    }

    private async ValueTask CheckIdentityAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        var stamps = new List<(string Tenant, long Incarnation)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            stamps.Add((reader.GetString(0), reader.GetInt64(1)));
        }

        Require(tenant, stamps);
    }

    private static void Require(Tenant tenant, List<(string Tenant, long Incarnation)> stamps)
    {
        if (stamps is not [var stamp] || stamp.Tenant != tenant.Id.Value || stamp.Incarnation != tenant.Incarnation)
        {
            var found = stamps.Count == 0 ? "not at all" : string.Join(", ", stamps.Select(s => $"'{Printable.Clip(s.Tenant)}' (incarnation {s.Incarnation})"));
            throw new WrongTenantDatabaseException(tenant.Id, tenant.Incarnation, found);
        }
    }
}
