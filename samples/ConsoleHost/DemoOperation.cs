using System.ComponentModel;
using Carillon;
using Carillon.Operations;
using Carillon.Sessions;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ConsoleHost;

/// <summary>The whole story in one verb: create the tenants, take in a log, end idle sessions, show daily totals.</summary>
internal static class DemoOperation
{
    private static readonly Tenant[] Tenants =
    [
        new(TenantId.Parse("hocmai"), "Học Mãi", "Asia/Ho_Chi_Minh"),
        new(TenantId.Parse("icc"), "Institut des cours du soir", "Europe/Paris"),
    ];

    public static CarillonBuilder AddDemo(this CarillonBuilder builder) => builder.AddOperation<DemoInput, DemoOutput>(
        "demo", OperationKind.Command, OperationScope.Installation, "Take in a log, end idle sessions, show daily totals.", RunAsync);

    private static async ValueTask<DemoOutput> RunAsync(DemoInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var log = input.Log ?? new FileInfo(Path.Combine(AppContext.BaseDirectory, "heartbeats.ndjson"));
        if (!log.Exists)
        {
            throw new FileNotFoundException($"Option '--log': there is no file '{log}'.");
        }

        var broken = await ProvisionAsync(context, cancellationToken);
        var students = await context.Services.GetRequiredService<LogFeed>().TakeAsync(log, broken.Keys.ToHashSet(), context, cancellationToken);
        var autoEnd = context.Services.GetRequiredService<OperationCatalog>().Find("sessions.auto-end")!;
        var ended = (AutoEndReport)(await autoEnd.InvokeAsync(new AutoEndInput(), context, cancellationToken))!;

        // Most of them have been told by the visit to all active tenants.
        foreach (var (tenant, problem) in broken.Where(b => !ended.Tenants.Any(t => t.Tenant == b.Key && t.Outcome is not (TenantOutcome.Succeeded or TenantOutcome.Skipped))))
        {
            Tell(context, tenant, problem);
        }

        return new DemoOutput(await TotalsAsync(students, context, cancellationToken));
    }

    // One tenant that cannot be opened must not stop the others. Without the control database there are no tenants: that is no tenant's failure.
    private static async Task<Dictionary<TenantId, string>> ProvisionAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var broken = new Dictionary<TenantId, string>();
        var provisioner = context.Services.GetRequiredService<ITenantProvisioner>();
        await context.Services.GetRequiredService<ITenantCatalog>().FindAsync(Tenants[0].Id, cancellationToken);
        foreach (var tenant in Tenants)
        {
            try
            {
                await provisioner.ProvisionAsync(tenant, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                broken.Add(tenant.Id, e.Message);
            }
        }

        return broken;
    }

    private static async Task<List<StudyDay>> TotalsAsync(IEnumerable<(TenantId Tenant, string Student)> students, OperationContext context, CancellationToken cancellationToken)
    {
        var days = new List<StudyDay>();
        var sessions = context.Services.GetRequiredService<StudySessions>();
        foreach (var tenant in students.GroupBy(s => s.Tenant))
        {
            try
            {
                foreach (var (_, student) in tenant)
                {
                    var totals = await sessions.StatisticsAsync(tenant.Key, student, cancellationToken);
                    days.AddRange(totals.Where(t => t.Key.Kind == TotalKind.Day).Select(t => new StudyDay(tenant.Key, student, t.Key.Date!.Value, (long)t.Value.TotalSeconds)));
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Tell(context, tenant.Key, e.Message);
            }
        }

        return days;
    }

    private static void Tell(OperationContext context, TenantId tenant, string problem)
    {
        context.Progress.Report(new($"  ✗ Tenant {tenant} failed: {problem}", IsProblem: true));
        context.Exit(OperationExitCode.Partial);
    }
}

/// <summary>What to show.</summary>
internal sealed record DemoInput(
    [Description("A study log. [default: the sample's]")] FileInfo? Log,
    [Description("Then keep the runner going until Ctrl-C.")] bool Watch = false);

/// <summary>What came of it.</summary>
internal sealed record DemoOutput(IReadOnlyList<StudyDay> DailyTotals);

/// <summary>What a student has studied on a local day.</summary>
internal sealed record StudyDay(TenantId Tenant, string Student, LocalDate Date, long Seconds);
