using System.ComponentModel;
using System.Data.Common;
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
        var students = await context.Services.GetRequiredService<LogFeed>().TakeAsync(log, broken, context, cancellationToken);
        var autoEnd = context.Services.GetRequiredService<OperationCatalog>().Find("sessions.auto-end")!;
        await autoEnd.InvokeAsync(Activator.CreateInstance(autoEnd.InputType)!, context, cancellationToken);
        return new DemoOutput(await TotalsAsync(students, context, cancellationToken));
    }

    // One tenant that cannot be opened must not stop the others. The visit to all active tenants tells about it; who never became active is told here.
    private static async Task<HashSet<TenantId>> ProvisionAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var broken = new HashSet<TenantId>();
        foreach (var tenant in Tenants)
        {
            try
            {
                await context.Services.GetRequiredService<ITenantProvisioner>().ProvisionAsync(tenant, cancellationToken);
            }
            catch (Exception e) when (e is DbException or TenantNotActiveException or WrongTenantDatabaseException)
            {
                broken.Add(tenant.Id);
                if (await context.Services.GetRequiredService<ITenantCatalog>().FindAsync(tenant.Id, cancellationToken) is not { Status: TenantStatus.Active })
                {
                    context.Progress.Report(new($"  ✗ Tenant {tenant.Id} failed: {e.Message}", IsProblem: true));
                    context.Exit(OperationExitCode.Partial);
                }
            }
        }

        return broken;
    }

    private static async Task<List<StudyDay>> TotalsAsync(IEnumerable<(TenantId Tenant, string Student)> students, OperationContext context, CancellationToken cancellationToken)
    {
        var days = new List<StudyDay>();
        foreach (var (tenant, student) in students)
        {
            var totals = await context.Services.GetRequiredService<StudySessions>().StatisticsAsync(tenant, student, cancellationToken);
            days.AddRange(totals.Where(t => t.Key.Kind == TotalKind.Day).Select(t => new StudyDay(tenant, student, t.Key.Date!.Value, (long)t.Value.TotalSeconds)));
        }

        return days;
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
