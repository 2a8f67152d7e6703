using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class UpgradeTenantsOperation
{
    private static readonly TenantStatus[] Upgradable = [TenantStatus.Active, TenantStatus.Suspended, TenantStatus.Faulted];

    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<UpgradeTenantsInput, UpgradeTenantsOutput>(
        "tenants.upgrade", OperationKind.Command, OperationScope.Installation, "Bring the databases of tenants up to date; those that fail do not stop the others.", RunAsync);

    private static async ValueTask<UpgradeTenantsOutput> RunAsync(UpgradeTenantsInput input, OperationContext context, CancellationToken cancellationToken)
    {
        // Tenants that are named are told of, whatever their status.
        var query = input.Ids is { Count: > 0 } named
            ? new TenantQuery { Only = await KnownAsync(named, context, cancellationToken).ConfigureAwait(false), Statuses = Enum.GetValues<TenantStatus>() }
            : new TenantQuery { Statuses = Upgradable };
        var options = new TenantFanOutOptions { Parallelism = input.Parallelism };
        var report = await context.Services.GetRequiredService<ITenantUpgrade>().RunAsync(query, options, context.Actor, cancellationToken).ConfigureAwait(false);
        var output = new UpgradeTenantsOutput([.. report.Results.Select(TenantUpgradeLine.Of)]);
        foreach (var line in output.Tenants.Where(l => l.Problem is not null))
        {
            context.Progress.Report(new($"  ✗ Tenant {line.Tenant}: {line.Problem}", IsProblem: true));
        }

        context.Exit(report.ExitCode);
        return output;
    }

    private static async ValueTask<IReadOnlyList<TenantId>> KnownAsync(IReadOnlyList<TenantId> named, OperationContext context, CancellationToken cancellationToken)
    {
        foreach (var id in named)
        {
            _ = await context.Services.GetRequiredService<ITenantCatalog>().FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new TenantNotFoundException(id);
        }

        return named;
    }
}
