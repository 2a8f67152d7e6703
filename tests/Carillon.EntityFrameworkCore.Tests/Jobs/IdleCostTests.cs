using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs;

/// <summary>A tenant with nothing due costs one read transaction with the sweep's own question in it, and writes nothing.</summary>
public sealed class IdleCostTests
{
    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Looking_at_an_idle_tenant_is_one_statement_in_one_transaction(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct, b => b.AddSweep<IdleSweep>().AddTesting(ManualClock.AtUtc(2026, 3, 1)));
        var tenant = (await installation.AddTenantAsync("hocmai", ct)).Id;
        var runner = installation.Services.GetRequiredService<ISweepRunner>();
        var seen = FaultPlan.NoCrash();

        // The host knows its tenants: it asks for their changes once a second, however many there are.
        (await installation.Services.GetRequiredService<ITenantCatalog>().FindAsync(tenant, ct)).ShouldNotBeNull();

        using (installation.Services.GetRequiredService<FaultInjector>().Use(seen))
        {
            (await runner.RunAsync(IdleSweep.Key, tenant, ct)).Counts.ShouldBe(default);
        }

        var statements = seen.Visited.Select(point => point.Sql).Distinct().ToList();
        statements.Count(sql => sql.StartsWith("SELECT", StringComparison.Ordinal)).ShouldBe(1, string.Join("; ", statements));
        statements.ShouldAllBe(sql => sql.StartsWith("SELECT", StringComparison.Ordinal) || sql.StartsWith("BEGIN", StringComparison.Ordinal));
    }

    private sealed class IdleSweep : ISweep
    {
        public static readonly JobName Key = new("test.idle");

        public JobName Name => Key;

        private static ValueTask<Instant?> QueryAsync(TenantTransaction transaction, CancellationToken cancellationToken) =>
            transaction.FirstOrDefaultAsync<Instant?>(
                $"SELECT clock_high FROM carillon_sweep_mark WHERE tenant_id = {transaction.Tenant} AND sweep = {"none"}",
                r => r.Instant(0),
                cancellationToken);

        public ValueTask<Instant?> NextAsync(TenantTransaction transaction, Instant? from, CancellationToken cancellationToken) =>
            QueryAsync(transaction, cancellationToken);

        public ValueTask<IReadOnlyList<SweepItem>> ClaimAsync(TenantTransaction transaction, SweepWindow window, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nothing is ever due.");

        public ValueTask<SweepBatch> SettleAsync(TenantTransaction transaction, IReadOnlyList<SweepItem> items, Instant now, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nothing is ever due.");

        public ValueTask QuarantineAsync(TenantTransaction transaction, SweepItem item, Instant until, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nothing is ever due.");
    }
}
