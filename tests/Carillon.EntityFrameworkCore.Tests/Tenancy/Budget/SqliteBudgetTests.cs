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
        var tenants = Enumerable.Range(0, Math.Min(1_000, TestSize.Scale(40))).Select(i => TenantId.Parse($"t{i:0000}")).ToList();
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

    // One handle for each connection on the database itself. The list is not read at one moment: what is in two of them was open between the two.
    private static int HandlesOf(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        var tenants = Path.Combine(folder, "tenants") + "/";
        var before = ListOf(tenants);
        return before.Intersect(ListOf(tenants)).Count();
    }

    private static HashSet<(string Handle, string Target)> ListOf(string tenants) =>
    [
        .. Directory.GetFiles("/proc/self/fd").Select(h => (Handle: h, Target: TargetOf(h)))
            .Where(h => h.Target.StartsWith(tenants, StringComparison.Ordinal) && h.Target.EndsWith(".db", StringComparison.Ordinal)),
    ];

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
