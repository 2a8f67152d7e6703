namespace Carillon.Benchmarks.Harness;

/// <summary>The results as Markdown.</summary>
internal static class ResultTable
{
    public static async Task WriteAsync(TextWriter output, string facts, IEnumerable<ResultRow> rows)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync(facts);
        await output.WriteLineAsync();
        await output.WriteLineAsync("| Work | Reference | Ours | Ratio (rounds) | Target | Met |");
        await output.WriteLineAsync("|---|---|---|---|---|---|");
        foreach (var row in rows)
        {
            await output.WriteLineAsync($"| {row.Work} | {row.Reference} | {row.Ours} | {row.Ratio} | {row.Target} | {row.Met} |");
        }
    }
}
