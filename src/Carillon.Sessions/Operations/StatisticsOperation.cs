using System.ComponentModel;
using Carillon.Operations;
using Carillon.Time;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Sessions.Operations;

/// <summary>What <c>sessions.statistics</c> takes.</summary>
/// <param name="Student">The student.</param>
/// <param name="From">The first day to list.</param>
/// <param name="To">The last day to list.</param>
public sealed record StatisticsInput(
    [OperationArgument(0)] [Description("the student")] string Student,
    [Description("the first day to list")] LocalDate? From = null,
    [Description("the last day to list")] LocalDate? To = null);

/// <summary>A student's study time in whole seconds.</summary>
/// <param name="Student">The student.</param>
/// <param name="Days">By day, several sessions at once counted once.</param>
/// <param name="Subjects">By day and subject.</param>
/// <param name="History">By subject, over all days.</param>
/// <param name="Contests">By contest, over all days.</param>
/// <param name="Active">The live sessions.</param>
public sealed record StudentStatistics(
    string Student,
    IReadOnlyList<StudiedDay> Days,
    IReadOnlyList<StudiedDay> Subjects,
    IReadOnlyList<StudiedKey> History,
    IReadOnlyList<StudiedKey> Contests,
    IReadOnlyList<StudySession> Active);

/// <summary>Study time of a day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Key">The subject; empty for all together.</param>
/// <param name="Seconds">Whole seconds.</param>
public sealed record StudiedDay(LocalDate Date, string Key, long Seconds);

/// <summary>Study time over all days.</summary>
/// <param name="Key">The subject or contest.</param>
/// <param name="Seconds">Whole seconds.</param>
public sealed record StudiedKey(string Key, long Seconds);

internal static class StatisticsOperation
{
    public static CarillonBuilder AddStatisticsOperation(this CarillonBuilder builder) => builder.AddOperation<StatisticsInput, StudentStatistics>(
        "sessions.statistics", OperationKind.Query, OperationScope.Tenant, "Shows a student's study time, live sessions included.", RunAsync);

    private static async ValueTask<StudentStatistics> RunAsync(StatisticsInput input, OperationContext context, CancellationToken ct)
    {
        var study = context.Services.GetRequiredService<StudySessions>();
        var totals = await study.StatisticsAsync(context.Tenant!.Value, input.Student, ct).ConfigureAwait(false);
        var active = await study.ActiveAsync(context.Tenant.Value, input.Student, ct).ConfigureAwait(false);
        List<StudiedDay> Days(TotalKind kind) => [.. totals
            .Where(total => total.Key.Kind == kind && total.Key.Date >= (input.From ?? LocalDate.MinIsoValue) && total.Key.Date <= (input.To ?? LocalDate.MaxIsoValue))
            .Select(total => new StudiedDay(total.Key.Date!.Value, total.Key.Key, Seconds(total.Value)))];
        List<StudiedKey> Keys(TotalKind kind) => [.. totals
            .Where(total => total.Key.Kind == kind).Select(total => new StudiedKey(total.Key.Key, Seconds(total.Value)))];
        return new(
            input.Student, Days(TotalKind.Day), Days(TotalKind.DaySubject), Keys(TotalKind.History), Keys(TotalKind.Contest), active);
    }

    private static long Seconds(Duration duration) => duration.ToMicroseconds() / 1_000_000;
}
