using Npgsql;

namespace Carillon.Benchmarks.Seeding;

/// <summary>The contents of all tables of a database, put back before each round. Knows no table by name.</summary>
internal sealed class TableSnapshot(NpgsqlDataSource source)
{
    private IReadOnlyList<string> _tables = [];

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        _tables = await TablesAsync(cancellationToken);
        var copies = _tables.Select(t => $"""CREATE TABLE seed."{t}" AS TABLE public."{t}";""");
        await RunAsync($"DROP SCHEMA IF EXISTS seed CASCADE; CREATE SCHEMA seed; {string.Concat(copies)}", cancellationToken);
    }

    /// <summary>Puts the contents back, and the database to rest: statistics, dead rows and dirty pages are those of a quiet night.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        var truncated = string.Join(", ", _tables.Select(t => $"""public."{t}" """));
        var filled = _tables.Select(t => $"""INSERT INTO public."{t}" SELECT * FROM seed."{t}";""");
        await RunAsync($"TRUNCATE {truncated}; {string.Concat(filled)}", cancellationToken);
        await SettleAsync(cancellationToken);
    }

    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await RunAsync("VACUUM ANALYZE", cancellationToken);
        await RunAsync("CHECKPOINT", cancellationToken);
    }

    private async Task<IReadOnlyList<string>> TablesAsync(CancellationToken cancellationToken)
    {
        var tables = new List<string>();
        await using var command = source.CreateCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private async Task RunAsync(string script, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(script);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
