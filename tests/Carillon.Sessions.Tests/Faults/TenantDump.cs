using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Carillon.Tenancy;
using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions.Tests.Faults;

/// <summary>A tenant's rows as text: one line per row, the same on each kind of database.</summary>
internal static partial class TenantDump
{
    /// <summary>The tables that a story fills; <c>study_policy</c> is left out, as versions of policies never change.</summary>
    public static readonly string[] Tables =
    [
        "study_student", "study_session", "study_part", "study_evidence", "study_span", "study_total", "carillon_outbox",
    ];

    public static async Task<string> ReadAsync(ITenantConnections connections, TenantId database, string rowsOf, Instant dawn, CancellationToken ct)
    {
        await using var tx = await connections.BeginAsync(database, TransactionMode.Read, ct);
        await using var command = tx.Connection.CreateCommand();
        command.Transaction = tx.Transaction;
        command.CommandText = string.Concat(Tables.Select(table => $"SELECT * FROM {table} WHERE tenant_id = '{rowsOf}';"));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lines = new List<string>();
        foreach (var table in Tables)
        {
            var rows = new List<string>();
            while (await reader.ReadAsync(ct))
            {
                rows.Add(Relative($"{table}: {RowText(reader)}", dawn));
            }

            lines.AddRange(rows.Order(StringComparer.Ordinal));
            await reader.NextResultAsync(ct);
        }

        return string.Join('\n', lines);
    }

    /// <summary>The rows of a table in a dump, by column; columns that are null are not there.</summary>
    public static IEnumerable<Dictionary<string, string>> RowsOf(string dump, string table) => dump.Split('\n')
        .Where(line => line.StartsWith($"{table}: ", StringComparison.Ordinal))
        .Select(line => line[(table.Length + 2)..].Split(' ').Select(column => column.Split('=', 2)).Where(column => column.Length == 2)
            .ToDictionary(column => column[0], column => column[1]));

    private static string RowText(DbDataReader reader) => string.Join(' ', Enumerable.Range(0, reader.FieldCount)
        .Where(i => !reader.IsDBNull(i))
        .Select(i => $"{reader.GetName(i)}={Text(reader.GetValue(i))}")
        .Order(StringComparer.Ordinal));

    private static string Text(object value) => value switch
    {
        DateTime instant => Instant.FromDateTimeUtc(instant.ToUniversalTime()).ToUnixTimeMicroseconds().ToString(CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!.ToLowerInvariant(),
    };

    private static string Relative(string line, Instant dawn)
    {
        var micros = dawn.ToUnixTimeMicroseconds();
        var day = dawn.InUtc().Date;
        var relative = Micros().Replace(line, m => $"{long.Parse(m.Value, CultureInfo.InvariantCulture) - micros:+0;-0;+0}");
        return Date().Replace(relative, m => $"day{Period.DaysBetween(day, NodaTime.Text.LocalDatePattern.Iso.Parse(m.Value).Value)}");
    }

    [GeneratedRegex(@"\b1\d{15}\b")]
    private static partial Regex Micros();

    [GeneratedRegex(@"\b20\d\d-\d\d-\d\d\b")]
    private static partial Regex Date();
}
