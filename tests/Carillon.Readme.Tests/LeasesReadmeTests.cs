using Carillon.EntityFrameworkCore;
using Carillon.EntityFrameworkCore.Locking;
using Carillon.Locking;
using Carillon.PostgreSql;
using Carillon.PostgreSql.Locking;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Readme.Tests;

/// <summary>The examples of leases, compiled and run.</summary>
public sealed class LeasesReadmeTests
{
    private static readonly TenantId tenant = TenantId.Parse("acme");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_under_a_lease()
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Cancel);
        await installation.AddTenantAsync("acme", Cancel);
        await using (var tx = await installation.Connections.BeginAsync(tenant, Cancel))
        {
            await tx.ExecuteScriptAsync("CREATE TABLE report (tenant_id text PRIMARY KEY, text text); INSERT INTO report VALUES ('acme', '')", Cancel);
            await tx.CommitAsync(Cancel);
        }

        var leases = installation.Services.GetRequiredService<ILeaseProvider>();
        await using var lease = (await leases.TryAcquireAsync(LockKey.ForTenant(tenant, "report"), new(), Cancel)).ShouldNotBeNull();
        await WriteAsync(installation.Connections, lease, "done", Cancel);

        await using var read = await installation.Connections.BeginAsync(tenant, TransactionMode.Read, Cancel);
        (await read.FirstOrDefaultAsync($"SELECT text FROM report", row => row.Text(0), Cancel)).ShouldBe("done");
    }

    [Fact]
    public async Task A_lease()
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Cancel);
        var leases = installation.Services.GetRequiredService<ILeaseProvider>();

        (await ReportAsync(leases, Cancel)).ShouldBeTrue();
        await using var other = await leases.TryAcquireAsync(LockKey.ForTenant(tenant, "report"), new(), Cancel);
        (await ReportAsync(leases, Cancel)).ShouldBeFalse();
    }

    [Fact]
    public void Advisory_locks()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddCarillon(b => Choose(b, o => o.ControlConnectionString = "Host=localhost;Database=carillon"));
        services.ShouldContain(s => s.ImplementationType == typeof(AdvisoryLeaseStore));
    }

    private static void Choose(CarillonBuilder b, Action<PostgreSqlOptions> configure)
    {
        b.UsePostgreSql(configure).UsePostgreSqlAdvisoryLeases(o => o.AnswerWithin = Duration.FromSeconds(5));
    }

    private static async Task<bool> ReportAsync(ILeaseProvider leases, CancellationToken ct)
    {
        await using var lease = await leases.TryAcquireAsync(LockKey.ForTenant(tenant, "report"), new(), ct);
        if (lease is null)
        {
            return false; // somebody else is at it; an outage is an exception
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lease.Lost);
        await WriteReportAsync(lease, stop.Token);
        return true;
    }

    private static Task WriteReportAsync(ILease lease, CancellationToken cancellationToken)
    {
        lease.Lost.ShouldNotBe(cancellationToken);
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(ITenantConnections tenants, ILease lease, string text, CancellationToken ct)
    {
        await using var tx = await tenants.BeginAsync(tenant, ct);
        await FencedWrite.EnsureAsync(tx, lease.Key, lease.Fence, ct);
        await tx.ExecuteAsync($"UPDATE report SET text = {text} WHERE tenant_id = {tenant}", ct);
        await tx.CommitAsync(ct);
    }
}
