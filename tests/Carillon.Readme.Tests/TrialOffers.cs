using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Readme.Tests;

public sealed class TrialOffers(ITenantConnections tenants, IJobQueue queue)
{
    public async Task PlanAsync(TenantId tenant, Guid trial, Instant endsAt, CancellationToken ct)
    {
        await using var tx = await tenants.BeginAsync(tenant, ct);
        var offer = new EnqueueOptions { At = endsAt - Duration.FromDays(3), Key = $"offer/{trial}" };
        await queue.EnqueueAsync(tx, new("trials.offer"), new TrialOffer(trial), offer, ct);
        await tx.CommitAsync(ct);
    }
}
