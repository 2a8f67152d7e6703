using System.Data.Common;

namespace Carillon.Sessions.Tests.FirstSchema;

/// <summary>What a database says of its own tables, indexes and triggers, as sorted lines.</summary>
internal static class DatabaseCatalog
{
    private const string Sqlite = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master";

    private const string PostgreSql =
        """
        SELECT concat_ws(' ', table_name, column_name, data_type, character_maximum_length::text, is_nullable, column_default, is_identity)
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        """;

    public static async Task<List<string>> ReadAsync(string kind, DbConnection connection, CancellationToken ct)
    {
        var lines = new List<string>();
        await using var command = connection.CreateCommand();
        command.CommandText = kind == "sqlite" ? Sqlite : PostgreSql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            lines.Add(string.Join(' ', reader.GetString(0).Replace("IF NOT EXISTS ", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
