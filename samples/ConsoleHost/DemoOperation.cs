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
        "demo", OperationKind.Command, OperationScope.Installation, "Create two tenants, take in a log, end idle sessions, show daily totals.", RunAsync);

    private static async ValueTask<DemoOutput> RunAsync(DemoInput input, OperationContext context, CancellationToken cancellationToken)
    {
        return null!;
    }
}

/// <summary>What to show.</summary>
internal sealed record DemoInput(
    [Description("A study log, one JSON object per line. [default: the one of the sample]")] FileInfo? Log,
    [Description("Then keep the runner going until Ctrl-C.")] bool Watch = false);

/// <summary>What came of it.</summary>
internal sealed record DemoOutput(IReadOnlyList<StudyDay> DailyTotals);

/// <summary>What a student has studied on a local day.</summary>
internal sealed record StudyDay(TenantId Tenant, string Student, LocalDate Date, long Seconds);
