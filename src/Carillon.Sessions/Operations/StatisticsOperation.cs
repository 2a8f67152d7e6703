using System.ComponentModel;
using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Sessions.Operations;

internal static class StatisticsOperation
{
    public static CarillonBuilder AddStatisticsOperation(this CarillonBuilder builder) => builder.AddOperation<StatisticsInput, StudentStatistics>(
        "sessions.statistics", OperationKind.Query, OperationScope.Tenant, "Show a student's study time, live sessions included.", RunAsync);

    private static async ValueTask<StudentStatistics> RunAsync(StatisticsInput input, OperationContext context, CancellationToken ct)
    {
        if (input.From > input.To)
        {
            throw new ArgumentException($"From {input.From:uuuu-MM-dd} is after to {input.To:uuuu-MM-dd}: there are no such days.");
        }

        var study = context.Services.GetRequiredService<StudySessions>();
        var totals = await study.StatisticsAsync(context.Tenant!.Value, input.Student, ct).ConfigureAwait(false);
        var active = await study.ActiveAsync(context.Tenant.Value, input.Student, ct).ConfigureAwait(false);
        List<StudiedDay> Days(TotalKind kind) => [.. totals
            .Where(total => total.Key.Kind == kind && total.Key.Date >= (input.From ?? LocalDate.MinIsoValue) && total.Key.Date <= (input.To ?? LocalDate.MaxIsoValue))
            .Select(total => new StudiedDay(total.Key.Date!.Value, total.Key.Key, total.Value.WholeSeconds()))];
        List<StudiedKey> Keys(TotalKind kind) => [.. totals
            .Where(total => total.Key.Kind == kind).Select(total => new StudiedKey(total.Key.Key, total.Value.WholeSeconds()))];
        return new(
            input.Student, Days(TotalKind.Day), Days(TotalKind.DaySubject), Keys(TotalKind.History), Keys(TotalKind.Contest), active);
    }
}
