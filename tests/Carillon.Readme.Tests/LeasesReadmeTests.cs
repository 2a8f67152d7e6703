using Carillon.EntityFrameworkCore;
using Carillon.EntityFrameworkCore.Locking;
using Carillon.Locking;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
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

    private static async Task WriteAsync(ITenantConnections tenants, ILease lease, string text, CancellationToken ct)
    {
        await using var tx = await tenants.BeginAsync(tenant, ct);
        await FencedWrite.EnsureAsync(tx, lease.Key, lease.Fence, ct);
        await tx.ExecuteAsync($"UPDATE report SET text = {text} WHERE tenant_id = {tenant}", ct);
        await tx.CommitAsync(ct);
    }
}
