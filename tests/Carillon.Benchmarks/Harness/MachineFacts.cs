using System.Runtime.InteropServices;
using Carillon.TestSupport;
using Npgsql;

namespace Carillon.Benchmarks.Harness;

/// <summary>What the figures were measured on.</summary>
internal static class MachineFacts
{
    private static readonly string[] Durability = ["fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_wal_size"];

    public static async Task<string> ReadAsync(BenchmarkSize size, CancellationToken cancellationToken)
    {
        var host = $"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}; "
            + $"{size.Rounds} rounds after warm-ups{(size.Quick ? ", quick size" : "")}";
        if (!PostgreSqlServer.IsAvailable)
        {
            return host;
        }

        await using var source = NpgsqlDataSource.Create(PostgreSqlServer.MaintenanceConnectionString!);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var settings = new List<string>();
        foreach (var name in Durability)
        {
            await using var command = new NpgsqlCommand("SELECT current_setting($1)", connection) { Parameters = { new() { Value = name } } };
            settings.Add($"{name} {await command.ExecuteScalarAsync(cancellationToken)}");
        }

        return $"{host}; PostgreSQL {connection.PostgreSqlVersion} ({string.Join(", ", settings)})";
    }
}
