using System.Globalization;
using Npgsql;

namespace Carillon.Benchmarks.Harness;

/// <summary>Independent counts after a measured run.</summary>
internal static class Verify
{
    /// <summary>Runs a query that gives one row of numbers and compares it with what the work must have left.</summary>
    public static async Task CountsAsync(NpgsqlConnection connection, string query, CancellationToken cancellationToken, params long[] expected)
    {
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var found = Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToInt64(reader.GetValue(i), CultureInfo.InvariantCulture)).ToArray();
        Equal(expected, found, query);
    }

    /// <summary>Compares what was counted with what the work must have left.</summary>
    public static void Equal(long[] expected, long[] found, string what)
    {
        if (!expected.SequenceEqual(found))
        {
            throw new InvalidOperationException($"Lost or double: expected {string.Join(", ", expected)}, found {string.Join(", ", found)} by {what}");
        }
    }
}
