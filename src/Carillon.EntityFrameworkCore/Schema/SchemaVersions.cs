using System.Data.Common;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore;

internal static class SchemaVersions
{
    public const string Select = "SELECT component, max(version), max(min_host) FROM carillon_schema GROUP BY component";

    public static async ValueTask<Dictionary<string, (int Version, int MinHost)>> ReadAsync(DatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var rows = await transaction.QueryAsync($"{new SqlText(Select)}", r => (Name: r.Text(0), Version: r.Int(1), MinHost: r.Int(2)), cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(r => r.Name, r => (r.Version, r.MinHost), StringComparer.Ordinal);
    }

    public static async ValueTask<Dictionary<string, (int Version, int MinHost)>> ReadAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            versions[reader.GetString(0)] = (reader.GetInt32(1), reader.GetInt32(2));
        }

        return versions;
    }

    // A newer schema is fine as long as it still serves this version of the code.
    public static void Require(SchemaComponent component, IReadOnlyDictionary<string, (int Version, int MinHost)> installed, string database)
    {
        if (!installed.TryGetValue(component.Name, out var found))
        {
            throw new SchemaVersionException(component.Name, null, component.Version, $"Schema '{component.Name}' is not installed in {database}: provision or upgrade it.");
        }

        if (found.Version < component.Version)
        {
            throw new SchemaVersionException(component.Name, found.Version, component.Version, $"Schema '{component.Name}' in {database} is version {found.Version}, this host needs {component.Version}: upgrade the database.");
        }

        RequireServes(component, found, database);
    }

    public static void RequireServes(SchemaComponent component, (int Version, int MinHost) found, string database)
    {
        if (found.MinHost > component.Version)
        {
            throw new SchemaVersionException(component.Name, found.Version, component.Version, $"Schema '{component.Name}' in {database} serves hosts from version {found.MinHost} on, this host is {component.Version}: upgrade the host.");
        }
    }
}
