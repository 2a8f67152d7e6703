using System.Data.Common;
using System.Globalization;
using System.Text;
using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Sessions.Tests.FirstSchema;

/// <summary>A database as a script: the tables of the models, and the rows that are in them.</summary>
internal static class DatabaseScript
{
    public static async Task<string> WriteAsync(IServiceProvider services, DatabaseKind kind, SqlDialect dialect, DbConnection connection, CancellationToken ct)
    {
        var script = new StringBuilder();
        script.AppendLine(CultureInfo.InvariantCulture, $"CREATE TABLE carillon_schema (component varchar(40) NOT NULL, version integer NOT NULL, min_host integer NOT NULL, installed_at {dialect.InstantType} NOT NULL, PRIMARY KEY (component, version));");
        List<(string Table, List<string> Columns)> tables = [("carillon_schema", ["component", "version", "min_host", "installed_at"])];
        foreach (var component in services.GetServices<SchemaComponent>().Where(c => c.Kind == kind))
        {
            await using var context = component.CreateContext(dialect, null);
            script.AppendLine(context.Database.GenerateCreateScript().Replace("\r\n", "\n", StringComparison.Ordinal));
            tables.AddRange(context.Model.GetRelationalModel().Tables.Select(t => (t.Name, t.Columns.Select(c => c.Name).ToList())));
        }

        foreach (var (table, columns) in tables.OrderBy(t => t.Table, StringComparer.Ordinal))
        {
            await WriteRowsAsync(script, table, columns, dialect, connection, ct);
        }

        return script.ToString();
    }

    private static async Task WriteRowsAsync(StringBuilder script, string table, List<string> columns, SqlDialect dialect, DbConnection connection, CancellationToken ct)
    {
        var quoted = columns.Select(c => dialect.Name == "sqlite" ? $"quote(t.\"{c}\")" : $"quote_nullable(t.\"{c}\"::text)");
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(" || ', ' || ", quoted)} FROM \"{table}\" AS t ORDER BY 1";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            script.AppendLine(CultureInfo.InvariantCulture, $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({reader.GetString(0)});");
        }
    }
}
