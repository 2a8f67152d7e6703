using System.Data.Common;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore;

/// <summary>Tells a database that Carillon keeps data in from one of the outside.</summary>
public static class DatabaseOwner
{
    /// <summary>Whose database it is, in words, when it is the control database or that of another tenant; null for the tenant's own and for any other.</summary>
    public static async ValueTask<string?> FindOtherAsync(SqlDialect dialect, DbConnection connection, TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(connection);
        if (await ReadAsync(dialect, connection, "SELECT tenant_id FROM carillon_identity", cancellationToken).ConfigureAwait(false) is { } stamps)
        {
            var others = stamps.Where(s => s != tenant.Value).ToList();
            return others.Count == 0 ? null : $"the database of tenant '{Printable.Clip(others[0])}'";
        }

        return await ReadAsync(dialect, connection, "SELECT tenant_id FROM carillon_tenant WHERE 1 = 0", cancellationToken).ConfigureAwait(false) is null
            ? null
            : "the control database";
    }

    // Null when there is no such table.
    private static async ValueTask<List<string>?> ReadAsync(SqlDialect dialect, DbConnection connection, string query, CancellationToken cancellationToken)
    {
        try
        {
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = query;
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    var found = new List<string>();
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        found.Add(reader.GetString(0));
                    }

                    return found;
                }
            }
        }
        catch (DbException error) when (dialect.IsMissingTable(error))
        {
            return null;
        }
    }
}
