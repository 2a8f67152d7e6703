using System.Data.Common;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy;

/// <summary>T2 and T5: a visit to all tenants ends, with every success and every failure reported exactly once, and rows only where they belong.</summary>
public sealed class ManyTenantsTests
{
    private static readonly TenantFanOutOptions Options = new()
    {
        Parallelism = 8,
        TimeoutPerTenant = Duration.FromMinutes(2),
        Retry = new() { Attempts = 2, First = Duration.FromMilliseconds(1) },
        Circuit = new("test.many") { Failures = 1 },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite", 100)]
    [InlineData("postgresql", 12)]
    public async Task A_tenth_of_the_tenants_is_broken_and_the_others_do_not_notice(string kind, int count)
    {
        await using var installation = await TestInstallation.StartAsync(kind, Ct);
        var tenants = Enumerable.Range(0, TestSize.Scale(count)).Select(i => $"t{i:0000}").ToList();
        foreach (var id in tenants)
        {
            await installation.AddTenantAsync(id, Ct);
        }

        // The first breaks in the first way, the next in the next; on a small installation more than a tenth, so that each way is there.
        var every = Math.Min(10, tenants.Count / (Ways.Length + 1));
        var broken = tenants.Where((_, i) => i % every == 1).Select((id, n) => (Id: TenantId.Parse(id), Way: Ways[n % Ways.Length])).ToDictionary(b => b.Id, b => b.Way);
        foreach (var (id, way) in broken)
        {
            await way.BreakAsync(installation, id);
        }

        await using var host = await installation.RestartAsync(Ct);
        var fanOut = host.Services.GetRequiredService<ITenantFanOut>();
        var report = await fanOut.RunAsync(TenantQuery.Active, (scope, ct) => WorkAsync(host, broken, scope.Tenant.Id, ct), Options, Ct);

        report.Results.Select(r => r.Tenant.Value).ShouldBe(tenants);
        foreach (var result in report.Results)
        {
            if (broken.TryGetValue(result.Tenant, out var way))
            {
                result.Outcome.ShouldBe(TenantOutcome.Failed, way.Name);
                result.Error.ShouldBeAssignableTo(way.Error, $"{way.Name}: {result.Error}");
                result.Attempts.ShouldBeInRange(1, 2);
            }
            else
            {
                result.Outcome.ShouldBe(TenantOutcome.Succeeded, result.Error?.ToString());
                (await ResponsesAsync(host, result.Tenant)).ShouldBe([result.Tenant.Value]);
            }
        }

        report.ExitCode.ShouldBe(3);
        var again = await fanOut.RunAsync(TenantQuery.Active, (_, _) => ValueTask.FromResult(true), Options with { ResumeFrom = report.Checkpoint }, Ct);
        again.Results.Select(r => r.Tenant).Except(broken.Keys).ShouldBeEmpty();
        again.Results.ShouldAllBe(r => r.Outcome == TenantOutcome.LeftOut && r.Error is TenantLeftOutException);
    }

    private static readonly Way[] Ways =
    [
        new("another's stamp", typeof(WrongTenantDatabaseException), (i, id) => i.RunUncheckedAsync(id, "UPDATE carillon_identity SET tenant_id = 'other'", Ct)),
        new("no stamp", typeof(WrongTenantDatabaseException), (i, id) => i.RunUncheckedAsync(id, "DELETE FROM carillon_identity", Ct)),
        new("a schema for newer hosts", typeof(SchemaVersionException), (i, id) => i.RunUncheckedAsync(id, "UPDATE carillon_schema SET min_host = 99", Ct)),
        new("no database", typeof(DbException), (i, id) => i.LoseAsync(id, leavesItEmpty: false, Ct)),
        new("broken work", typeof(InvalidOperationException), (_, _) => Task.CompletedTask),
    ];

    private static async ValueTask<bool> WorkAsync(TestInstallation host, Dictionary<TenantId, Way> broken, TenantId tenant, CancellationToken ct)
    {
        await using var tx = await host.Connections.BeginAsync(tenant, ct);
        await host.Services.GetRequiredService<ICommandInbox>().RecordAsync(tx, "many", CommandPayload.Hash(tenant.Value), tenant.Value, ct);
        if (broken.ContainsKey(tenant))
        {
            throw new InvalidOperationException(tenant.Value);
        }

        await tx.CommitAsync(ct);
        return true;
    }

    private static async Task<List<string>> ResponsesAsync(TestInstallation host, TenantId tenant)
    {
        await using var tx = await host.Connections.BeginAsync(tenant, TransactionMode.Read, Ct);
        return await tx.QueryAsync($"SELECT response FROM carillon_command", r => r.Text(0), Ct);
    }

    private sealed record Way(string Name, Type Error, Func<TestInstallation, TenantId, Task> BreakAsync);
}
