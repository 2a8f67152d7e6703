using System.Collections.Concurrent;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Catalog;

/// <summary>Hosts that change and read one catalogue at the same time: whatever is read is at most a second old, and never older than the host's own changes.</summary>
public sealed class CatalogFreshnessTests
{
    private static readonly List<TenantId> Tenants = [.. Enumerable.Range(0, 5).Select(i => TenantId.Parse($"t{i}"))];
    private readonly ManualClock _clock = ManualClock.AtUtc(2026, 3, 1);
    private readonly ConcurrentQueue<Commit> _commits = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite", 1)]
    [InlineData("postgresql", 3)]
    public async Task No_change_stays_unseen_for_longer_than_the_bound(string kind, int hosts)
    {
        await using var first = await TestInstallation.StartAsync(kind, Ct, b => b.AddTesting(_clock));
        var others = Enumerable.Range(1, hosts - 1).Select(_ => first.SecondHost()).ToList();
        var all = others.Prepend(first).Select(h => h.Services).ToList();
        foreach (var tenant in Tenants)
        {
            (await Writer(all[0]).TryAddAsync(new(tenant, "0", "UTC"), "lan", Ct)).ShouldBeTrue();
            _commits.Enqueue(new(tenant, 1, 0, _clock.GetCurrentInstant()));
        }

        // All hosts know the first second's tenants before anything changes.
        _clock.Advance(Duration.FromSeconds(1));
        var rounds = TestSize.Scale(150);
        await Task.WhenAll(Enumerable.Range(0, hosts * 3).Select(seed => Task.Run(() => WorkAsync(all, new Random(seed), seed % hosts, rounds), Ct)));
        foreach (var other in others)
        {
            await other.DisposeAsync();
        }
    }

    private async Task WorkAsync(List<ServiceProvider> hosts, Random random, int host, int rounds)
    {
        var catalog = hosts[host].GetRequiredService<ITenantCatalog>();
        for (var i = 0; i < rounds; i++)
        {
            var tenant = Tenants[random.Next(Tenants.Count)];
            switch (random.Next(10))
            {
                case 0:
                    _clock.Advance(Duration.FromMilliseconds(random.Next(1200)));
                    break;
                case 1:
                    var known = (await catalog.FindAsync(tenant, Ct))!;
                    if (await Writer(hosts[host]).TryUpdateAsync(known with { Name = $"{random.Next()}" }, "lan", Ct))
                    {
                        _commits.Enqueue(new(tenant, known.Version + 1, host, _clock.GetCurrentInstant()));
                    }

                    break;
                case 2:
                    var owed = Owed(host);
                    await foreach (var listed in catalog.ListAsync(TenantQuery.Active, Ct))
                    {
                        listed.Version.ShouldBeGreaterThanOrEqualTo(owed[listed.Id]);
                    }

                    break;
                default:
                    var least = Owed(host)[tenant];
                    (await catalog.FindAsync(tenant, Ct))!.Version.ShouldBeGreaterThanOrEqualTo(least, $"{tenant} on host {host}");
                    break;
            }
        }
    }

    // What must be seen by now: the host's own changes, and those of the others that are a second old.
    private Dictionary<TenantId, long> Owed(int host)
    {
        var now = _clock.GetCurrentInstant();
        return _commits.Where(c => c.Host == host || now - c.At >= Duration.FromSeconds(1))
            .GroupBy(c => c.Tenant).ToDictionary(g => g.Key, g => g.Max(c => c.Version));
    }

    private static ITenantCatalogWriter Writer(IServiceProvider host) => host.GetRequiredService<ITenantCatalogWriter>();

    private sealed record Commit(TenantId Tenant, long Version, int Host, Instant At);
}
