using Carillon.Benchmarks.Harness;
using Carillon.Locking;
using Carillon.PostgreSql;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace Carillon.Benchmarks.Leases;

/// <summary>Taking a lease and giving it back, against a bare upsert; and how many connections ten thousand held leases want.</summary>
internal sealed class LeaseBenchmark : IBenchmark
{
    private static readonly LeaseOptions Options = new() { Length = Duration.FromMinutes(30) };
    private static readonly LockKey Key = LockKey.Global("benchmark");

    public string Verb => "leases";

    public bool NeedsPostgreSql => true;

    public async Task<IReadOnlyList<ResultRow>> RunAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken)
    {
        var database = await PostgreSqlServer.CreateDatabaseAsync("bench_leases", cancellationToken);
        try
        {
            return [await TurnsAsync(size, log, database, cancellationToken), await ManyAsync(size, database, cancellationToken)];
        }
        finally
        {
            await PostgreSqlServer.DropDatabaseAsync(database, CancellationToken.None);
        }
    }

    private static async Task<ResultRow> TurnsAsync(BenchmarkSize size, TextWriter log, string database, CancellationToken cancellationToken)
    {
        var turns = size.Of(5_000, 200);
        await using var host = Host(database, "bench");
        using var leases = new LeaseProvider(host.GetRequiredService<ILeaseStore>(), TimeProvider.System, NullLogger<LeaseProvider>.Instance);
        await using var source = NpgsqlDataSource.Create(database);
        var raw = new RawUpsert(source);
        await raw.CreateAsync(cancellationToken);

        async Task TakeAndFreeAsync(CancellationToken ct)
        {
            for (var i = 0; i < turns; i++)
            {
                var lease = await leases.TryAcquireAsync(Key, Options, ct) ?? throw new InvalidOperationException("The key is taken.");
                await lease.DisposeAsync();
            }
        }

        static Task Nothing(CancellationToken _) => Task.CompletedTask;
        var timings = await new Comparison(size, log).RunAsync(
            "leases",
            [new("one upsert", Nothing, ct => raw.RunAsync(turns, ct), Nothing), new("acquire and release", Nothing, TakeAndFreeAsync, Nothing)],
            cancellationToken);
        return ResultRow.Of($"Acquire and release a lease {turns:N0} times", turns, "leases", timings[0], timings[1], new Target.TimeAtMost(2));
    }

    private static async Task<ResultRow> ManyAsync(BenchmarkSize size, string database, CancellationToken cancellationToken)
    {
        var many = size.Of(10_000, 1_000);
        await using var host = Host(database, "many leases");
        var time = new ManualTimeProvider();
        using var leases = new LeaseProvider(host.GetRequiredService<ILeaseStore>(), time, NullLogger<LeaseProvider>.Instance);
        var held = new List<ILease>(many);
        for (var i = 0; i < many; i++)
        {
            held.Add(await leases.TryAcquireAsync(LockKey.Global($"many-{i}"), Options, cancellationToken) ?? throw new InvalidOperationException("A key is taken."));
        }

        await using var source = NpgsqlDataSource.Create(database);
        await using var kept = source.CreateCommand("SELECT count(*) FROM carillon_lease WHERE lock_key LIKE 'many-%' AND expires_at > acquired_at + interval '30 minutes'");
        await using var connections = source.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'many leases'");
        time.Advance(Options.Length / 3);
        var most = 0L;
        while ((long)(await kept.ExecuteScalarAsync(cancellationToken))! < many)
        {
            most = Math.Max(most, (long)(await connections.ExecuteScalarAsync(cancellationToken))!);
        }

        most = Math.Max(most, (long)(await connections.ExecuteScalarAsync(cancellationToken))!);
        Verify.Equal([many], [held.Count(l => !l.Lost.IsCancellationRequested)], "leases still held");
        return new($"Renew {many:N0} held leases", "–", $"{most} connections", "–", "≤ 2 connections", most <= 2 ? "yes" : "no");
    }

    private static ServiceProvider Host(string database, string name)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        var control = new NpgsqlConnectionStringBuilder(database) { ApplicationName = name }.ConnectionString;
        services.AddCarillon(b => b.UsePostgreSql(o =>
        {
            o.ControlConnectionString = control;
            o.TenantConnectionStringTemplate = "Host=none;Database={tenant}";
        }));
        return services.BuildServiceProvider();
    }
}
