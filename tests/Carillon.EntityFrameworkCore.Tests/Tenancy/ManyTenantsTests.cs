using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy;

/// <summary>T5: a visit to all tenants ends, with every success and every failure reported exactly once.</summary>
public sealed class ManyTenantsTests
{
    [Theory]
    [InlineData("sqlite", 100)]
    [InlineData("postgresql", 10)]
    public async Task A_tenth_of_the_tenants_is_broken_and_the_others_do_not_notice(string kind, int count)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        var tenants = Enumerable.Range(0, TestSize.Scale(count)).Select(i => $"t{i:0000}").ToList();
        foreach (var id in tenants)
        {
            await installation.AddTenantAsync(id, ct);
        }

        var broken = tenants.Where((_, i) => i % 10 == 3).Select(TenantId.Parse).ToHashSet();
        foreach (var id in broken)
        {
            await installation.RunUncheckedAsync(id, "UPDATE carillon_identity SET tenant_id = 'other'", ct);
        }

        await using var host = await installation.RestartAsync(ct);
        var report = await host.Services.GetRequiredService<ITenantFanOut>().RunAsync(
            TenantQuery.Active,
            async (scope, token) =>
            {
                await using var tx = await host.Connections.BeginAsync(scope.Tenant.Id, token);
                return await tx.FirstOrDefaultAsync($"SELECT tenant_id FROM carillon_identity", r => r.Text(0), token);
            },
            new TenantFanOutOptions { Parallelism = 8, TimeoutPerTenant = Duration.FromMinutes(2) },
            ct);

        report.Results.Select(r => r.Tenant.Value).ShouldBe(tenants);
        foreach (var result in report.Results)
        {
            if (broken.Contains(result.Tenant))
            {
                result.Outcome.ShouldBe(TenantOutcome.Failed);
                result.Error.ShouldBeOfType<WrongTenantDatabaseException>();
            }
            else
            {
                result.Outcome.ShouldBe(TenantOutcome.Succeeded, result.Error?.ToString());
                result.Value.ShouldBe(result.Tenant.Value);
            }
        }

        report.ExitCode.ShouldBe(3);
    }
}
