using System.Globalization;
using Carillon.Jobs;
using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Sessions.Operations;

internal static class AutoEndOperation
{
    public static CarillonBuilder AddAutoEndOperation(this CarillonBuilder builder) => builder.AddOperation<AutoEndInput, AutoEndReport>(
        "sessions.auto-end", OperationKind.Command, OperationScope.AnyTenant, "End idle sessions now instead of when the runner wakes.", RunAsync);

    private static async ValueTask<AutoEndReport> RunAsync(AutoEndInput input, OperationContext context, CancellationToken ct)
    {
        var runner = context.Services.GetRequiredService<ISweepRunner>();
        var query = context.Tenant is { } only ? new TenantQuery { Only = [only] } : TenantQuery.Active;
        var active = await context.Services.GetRequiredService<ITenantCatalog>().ListAsync(query, ct).Select(tenant => tenant.Id).ToListAsync(ct).ConfigureAwait(false);
        var lines = new TenantLines(active, context.Progress);
        var report = await context.Services.GetRequiredService<ITenantFanOut>().RunAsync(
            query,
            async (scope, token) =>
            {
                var swept = await runner.RunAsync(SessionSweeps.AutoEnd, scope.Tenant.Id, token).ConfigureAwait(false);
                var (acted, failed) = (swept.Counts.Acted, swept.Counts.Failed);
                lines.Tell(
                    scope.Tenant.Id,
                    $"  {(failed == 0 ? '✓' : '✗')} Tenant {scope.Tenant.Id}: {Count(acted)} ended{(failed == 0 ? string.Empty : $", {Count(failed)} failed")}",
                    isProblem: failed > 0);
                return swept;
            },
            new TenantFanOutOptions(),
            ct).ConfigureAwait(false);

        foreach (var failed in report.Results.Where(result => result.Outcome != TenantOutcome.Succeeded))
        {
            lines.Tell(failed.Tenant, $"  ✗ Tenant {failed.Tenant} {Name(failed.Outcome)}: {failed.Error?.Message}", isProblem: true);
        }

        lines.Finish();
        var skipped = context.Tenant is null ? await SkippedAsync(context, ct).ConfigureAwait(false) : [];
        List<AutoEndOfTenant> tenants = [.. report.Results.Select(OfTenant).Concat(skipped).OrderBy(tenant => tenant.Tenant)];
        context.Exit(report.ExitCode);
        if (report.Results.Any(result => result.Value?.Outcome is JobResult.Partial))
        {
            context.Exit(OperationExitCode.Partial);
        }

        var total = tenants.Sum(tenant => tenant.Ended);
        context.Progress.Report(new($"Total: {Count(total)} ended across all tenants"));
        return new(total, tenants);
    }

    // Who is not in service must not look like a tenant without work. A faulted one should be in service, so without it not everything is done.
    private static async ValueTask<List<AutoEndOfTenant>> SkippedAsync(OperationContext context, CancellationToken ct)
    {
        var skipped = new List<AutoEndOfTenant>();
        var query = new TenantQuery { Statuses = [TenantStatus.Suspended, TenantStatus.Faulted] };
        await foreach (var tenant in context.Services.GetRequiredService<ITenantCatalog>().ListAsync(query, ct).ConfigureAwait(false))
        {
            var isFaulted = tenant.Status == TenantStatus.Faulted;
            var reason = tenant.StatusReason is { Length: > 0 } why ? $"{tenant.Status}: {why}" : $"{tenant.Status}";
            context.Progress.Report(new($"  - Tenant {tenant.Id} skipped: {reason}", IsProblem: isFaulted));
            context.Exit(isFaulted ? OperationExitCode.Partial : OperationExitCode.Success);
            skipped.Add(new(tenant.Id, TenantOutcome.Skipped, 0, 0, 0, 0, 0, 0, null, false, reason));
        }

        return skipped;
    }

    private static AutoEndOfTenant OfTenant(TenantResult<SweepReport> result)
    {
        var (counts, rearmed) = (result.Value?.Counts ?? default, result.Value?.Rearmed ?? 0);
        return new(
            result.Tenant,
            result.Outcome,
            counts.Due + rearmed,
            counts.Acted,
            rearmed,
            counts.LostRace,
            counts.Failed,
            counts.Quarantined,
            counts.OldestOverdue,
            result.Value?.BudgetExhausted == true, result.Error?.Message);
    }

    private static string Count(long sessions) =>
        sessions == 1 ? "1 session" : $"{sessions.ToString(CultureInfo.InvariantCulture)} sessions";

    private static string Name(TenantOutcome outcome) => outcome switch
    {
        TenantOutcome.TimedOut => "timed out",
        TenantOutcome.Cancelled => "was cancelled",
        TenantOutcome.Skipped => "was skipped",
        TenantOutcome.LeftOut => "was left out",
        _ => "failed",
    };
}
