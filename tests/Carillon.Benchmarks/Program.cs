using System.Globalization;
using Carillon.Benchmarks.AutoEnd;
using Carillon.Benchmarks.Budget;
using Carillon.Benchmarks.Harness;
using Carillon.Benchmarks.Heartbeats;
using Carillon.Benchmarks.Idle;
using Carillon.Benchmarks.Leases;
using Carillon.Benchmarks.Queue;
using Carillon.Benchmarks.Size;
using Carillon.Benchmarks.Time;
using Carillon.TestSupport;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
IBenchmark[] known = [new AutoEndBenchmark(), new BudgetBenchmark(), new HeartbeatBenchmark(), new IdleBenchmark(), new LeaseBenchmark(), new QueueBenchmark(), new SizeBenchmark(), new TimeBenchmark(), new QuartzTransitions()];
const string Only = "--only=";
var quick = args.Contains("--quick");
var only = args.FirstOrDefault(a => a.StartsWith(Only, StringComparison.Ordinal))?[Only.Length..] ?? "";
using var statements = args.Contains("--statements") ? new StatementLog() : null;
var verbs = args.Where(a => a is not ("--quick" or "--statements") && !a.StartsWith(Only, StringComparison.Ordinal)).ToList();
var chosen = known.Where(b => verbs.Contains("all") || verbs.Contains(b.Verb)).ToList();
if (chosen.Count == 0 || verbs.Exists(v => v != "all" && !known.Any(b => b.Verb == v)))
{
    await Console.Error.WriteLineAsync($"Say what to measure: {string.Join(", ", known.Select(b => b.Verb))} or all; add --quick for a small size, --statements to see where the time goes, --only=text for the lines of 'time' that hold it.");
    return 2;
}

if (chosen.Find(b => b.NeedsPostgreSql) is { } needy && !PostgreSqlServer.IsAvailable)
{
    await Console.Error.WriteLineAsync(
        $"'{needy.Verb}' wants a PostgreSQL server: set {PostgreSqlServer.Variable} to the Npgsql connection string of a superuser, "
        + "such as \"Host=127.0.0.1;Username=postgres;Database=postgres\".");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
var size = new BenchmarkSize(quick, only);
var rows = new List<ResultRow>();
foreach (var benchmark in chosen)
{
    rows.AddRange(await benchmark.RunAsync(size, Console.Error, stop.Token));
}

if (statements is not null)
{
    await statements.WriteAsync(Console.Error);
}

await ResultTable.WriteAsync(Console.Out, await MachineFacts.ReadAsync(size, stop.Token), rows);
return 0;
