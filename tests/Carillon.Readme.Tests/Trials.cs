using Carillon.EntityFrameworkCore;
using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Readme.Tests;

public sealed class Trials(ITenantConnections tenants, IWakeHints hints)
{
    public async Task<Guid> StartAsync(TenantId tenant, Instant endsAt, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        await using var tx = await tenants.BeginAsync(tenant, ct);
        var wakeAt = Instant.Max(endsAt, await tx.NowAsync(ct));   // never in the past: the sweep has been there already
        await tx.ExecuteAsync($"INSERT INTO trial (tenant_id, id, due_at, wake_at) VALUES ({tx.Tenant}, {id}, {endsAt}, {wakeAt})", ct);
        await hints.HintAsync(tx, EndTrials.Ending, wakeAt, ct);   // so that nobody has to poll
        await tx.CommitAsync(ct);
        return id;
    }
}
