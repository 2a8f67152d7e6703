using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy;

/// <summary>T3 on files: a thousand tenants, few of them open.</summary>
public sealed class SqliteBudgetTests
{
    private const int Budget = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_files_are_visited_and_few_are_open()
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Ct, b => b.ConfigureConnectionBudget(o => o.PerServer = Budget));
        var tenants = Enumerable.Range(0, Math.Min(1_000, TestSize.Scale(60))).Select(i => TenantId.Parse($"t{i:0000}")).ToList();
        foreach (var id in tenants)
        {
            await installation.AddTenantAsync(id.Value, Ct);
        }

        var most = 0;
        await Parallel.ForEachAsync(
            tenants.Concat(tenants),
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Ct },
            async (id, ct) =>
            {
                await using var tx = await installation.Connections.BeginAsync(id, TransactionMode.Read, ct);
                (await tx.FirstOrDefaultAsync($"SELECT tenant_id FROM carillon_identity", r => r.Text(0), ct)).ShouldBe(id.Value);
                var open = HandlesOf(installation.Folder!);
                int seen;
                while (open > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, open, seen) != seen)
                {
                    // Somebody else saw more.
                }
            });

        most.ShouldBeInRange(OperatingSystem.IsLinux() ? 1 : 0, Budget);
        var use = installation.Services.GetRequiredService<ConnectionBudget>().Use.Single();
        use.Open.ShouldBe(use.Idle);
        use.Open.ShouldBe(Budget);
    }

    // The databases of tenants themselves, without their logs: each connection has one handle on its file.
    private static int HandlesOf(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        var tenants = Path.Combine(folder, "tenants") + "/";
        return Directory.GetFiles("/proc/self/fd").Select(TargetOf).Count(f => f.StartsWith(tenants, StringComparison.Ordinal) && f.EndsWith(".db", StringComparison.Ordinal));
    }

    private static string TargetOf(string handle)
    {
        try
        {
            return new FileInfo(handle).LinkTarget ?? string.Empty;
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
