using Carillon.Benchmarks.Harness;
using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Carillon.Benchmarks.Queue;

/// <summary>Doing what waits in a tenant's queue, with a service scope, a fence and a history row for each run, against moving the same rows by hand.</summary>
internal sealed class QueueBenchmark : IBenchmark
{
    private const int Batch = 500;
    private static readonly TenantId Tenant = TenantId.Parse("school");

    public string Verb => "queue";

    public bool NeedsPostgreSql => true;

    public async Task<IReadOnlyList<ResultRow>> RunAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken)
    {
        var jobs = size.Of(20_000, 2_000);
        await using var installation = await TestInstallation.StartAsync("postgresql", cancellationToken, b => b.AddJob<NothingToDo, NoArgs>("bench.nothing"));
        await installation.AddTenantAsync(Tenant.Value, cancellationToken);
        var address = await installation.Services.GetRequiredService<IDatabaseDirectory>().LocateAsync(Tenant, cancellationToken);
        await using var source = NpgsqlDataSource.Create(address.ConnectionString);
        var raw = new RawQueue(source, Batch);
        var dispatch = installation.Services.GetRequiredService<IEnumerable<IDueWork>>().Single(w => w.Name == new JobName("queue.dispatch"));
        Task ResetAsync(CancellationToken ct) => raw.FillAsync(Tenant.Value, jobs, ct);
        async Task CheckAsync(CancellationToken ct)
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await Verify.CountsAsync(connection, "SELECT count(*), count(*) FILTER (WHERE state = 3 AND attempt = 1 AND ended_at IS NOT NULL) FROM carillon_job", ct, jobs, jobs);
        }

        var timings = await new Comparison(size, log) { WarmUps = 3 }.RunAsync(
            Verb,
            [
                new("raw loop", ResetAsync, raw.DrainAsync, CheckAsync),
                new("queue.dispatch", ResetAsync, async ct => await dispatch.RunAsync(Tenant, Duration.FromHours(1), ct), CheckAsync),
            ],
            cancellationToken);
        return [ResultRow.Of($"Do {jobs:N0} queued runs that do nothing", jobs, "runs", timings[0], timings[1], new Target.RateAtLeast(0.5))];
    }
}
