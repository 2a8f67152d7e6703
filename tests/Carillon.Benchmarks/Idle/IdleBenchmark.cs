using Carillon.Benchmarks.Harness;
using Carillon.Benchmarks.Seeding;
using Carillon.Jobs;
using Carillon.Sessions;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Benchmarks.Idle;

/// <summary>Visiting many tenants of which none has anything due, against a bare loop over the same files.</summary>
internal sealed class IdleBenchmark : IBenchmark
{
    // Sessions must not fall due while the benchmark runs.
    private static readonly SessionPolicy Patient = SessionPolicy.Default with { IdleTimeout = Duration.FromHours(8), PauseTimeout = Duration.FromHours(8) };

    public string Verb => "idle";

    public bool NeedsPostgreSql => false;

    public async Task<IReadOnlyList<ResultRow>> RunAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken)
    {
        var count = size.Of(1_000, 100);
        await log.WriteLineAsync($"idle | making {count:N0} tenants");
        var host = await StudyHost.StartAsync("sqlite", Patient, cancellationToken);
        var first = host;
        try
        {
            var tenants = await AddTenantsAsync(host, count, cancellationToken);
            var options = new TenantFanOutOptions();
            using var loop = new BareLoop(tenants, options.Parallelism);

            async Task FanOutAsync(CancellationToken ct)
            {
                var report = await host.Services.GetRequiredService<ITenantFanOut>().RunAsync(
                    new TenantQuery(), (scope, token) => host.SweepAsync(scope.Tenant.Id, token), options, ct);
                Verify.Equal([count], [report.Results.Count(r => r.Value is { Outcome: JobResult.NothingDue, Next: not null })], "the fan-out's report");
            }

            async Task RestartAsync(CancellationToken ct)
            {
                loop.Cool();
                host = await host.RestartAsync(ct);

                // A host that is up has its control database open; only the tenants are cold.
                await host.Services.GetRequiredService<ITenantCatalog>().FindAsync(TenantId.Parse(tenants[0].Tenant), ct);
            }

            Task CheckLoop(CancellationToken _)
            {
                Verify.Equal([count], [loop.Waiting], "the bare loop");
                return Task.CompletedTask;
            }

            static Task Nothing(CancellationToken _) => Task.CompletedTask;
            var comparison = new Comparison(size, log);
            var warm = await comparison.RunAsync(
                "idle, warm", [new("bare loop", Nothing, loop.RunAsync, CheckLoop), new("fan-out and sweep", Nothing, FanOutAsync, Nothing)], cancellationToken);
            var cold = await comparison.RunAsync(
                "idle, cold", [new("bare loop", RestartAsync, loop.RunAsync, CheckLoop), new("fan-out and sweep", RestartAsync, FanOutAsync, Nothing)], cancellationToken);
            return
            [
                ResultRow.Of($"Visit {count:N0} idle tenants, connections open", count, "tenants", warm[0], warm[1], new Target.TimeAtMost(2)),
                ResultRow.Of($"Visit {count:N0} idle tenants, all connections closed", count, "tenants", cold[0], cold[1], new Target.TimeAtMost(2)),
            ];
        }
        finally
        {
            await host.DisposeAsync();
            await first.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<(string Tenant, string File)>> AddTenantsAsync(StudyHost host, int count, CancellationToken cancellationToken)
    {
        var tenants = new List<(string, string)>();
        foreach (var id in Enumerable.Range(1, count).Select(i => $"school-{i:D4}"))
        {
            var tenant = await host.AddTenantAsync(id, cancellationToken);
            await new Pupils(host, tenant.Id, "student", 3).StartAsync(cancellationToken);
            tenants.Add((id, Path.Combine(host.Folder!, "tenants", $"{id}.db")));
        }

        return tenants;
    }
}
