using System.ComponentModel;
using Carillon.Operations;
using Carillon.Time;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Sessions.Operations;

/// <summary>What <c>sessions.recompute</c> takes.</summary>
/// <param name="Timeout">The idle timeout to try.</param>
/// <param name="TailPad">The tail pad to try.</param>
/// <param name="Policy">The policy to start from.</param>
/// <param name="Student">Only this student.</param>
/// <param name="Apply">Whether to keep the result: the rules become the policy's next version, and the sessions follow it.</param>
public sealed record RecomputeInput(
    [Description("the idle timeout to try; default: as it is")] Duration? Timeout = null,
    [Description("the tail pad to try; default: as it is")] Duration? TailPad = null,
    [Description("the policy to start from")] string Policy = "default",
    [Description("only this student; default: all")] string? Student = null,
    [Description("keep the result: the rules become the policy's next version, and the sessions follow it")] bool Apply = false);

/// <summary>What other rules make of the evidence that is kept: sessions that are final are left out.</summary>
/// <param name="Policy">The name of the policy.</param>
/// <param name="Version">The version of the rules tried.</param>
/// <param name="Applied">Whether the result was kept.</param>
/// <param name="Students">How many students have sessions with evidence.</param>
/// <param name="BeforeSeconds">Their study time before, in whole seconds.</param>
/// <param name="AfterSeconds">Their study time after, in whole seconds.</param>
/// <param name="Days">The days that differ.</param>
public sealed record RecomputeReport(
    string Policy, int Version, bool Applied, int Students, long BeforeSeconds, long AfterSeconds, IReadOnlyList<RecomputedDay> Days);

/// <summary>A student's day that differs.</summary>
/// <param name="Student">The student.</param>
/// <param name="Date">The day.</param>
/// <param name="BeforeSeconds">Before, in whole seconds.</param>
/// <param name="AfterSeconds">After, in whole seconds.</param>
public sealed record RecomputedDay(string Student, LocalDate Date, long BeforeSeconds, long AfterSeconds);

internal static class RecomputeOperation
{
    public static CarillonBuilder AddRecomputeOperation(this CarillonBuilder builder) => builder.AddOperation<RecomputeInput, RecomputeReport>(
        "sessions.recompute", OperationKind.Command, OperationScope.Tenant, "Shows what other rules make of the same evidence, and applies them if asked.", RunAsync);

    private static async ValueTask<RecomputeReport> RunAsync(RecomputeInput input, OperationContext context, CancellationToken ct)
    {
        var tenant = context.Tenant!.Value;
        var study = context.Services.GetRequiredService<StudySessions>();
        var current = await study.PolicyAsync(tenant, input.Policy, ct).ConfigureAwait(false);
        var rules = (current with
        {
            Version = current.Version + 1,
            IdleTimeout = input.Timeout ?? current.IdleTimeout,
            PauseTimeout = Duration.Max(current.PauseTimeout, input.Timeout ?? Duration.Zero),
            TailPad = input.TailPad ?? current.TailPad,
        }).Validate();
        if (input.Apply)
        {
            await study.SetPolicyAsync(tenant, rules, ct).ConfigureAwait(false);
        }

        var (students, before, after, days) = (0, Duration.Zero, Duration.Zero, new List<RecomputedDay>());
        await foreach (var student in context.Services.GetRequiredService<StudentWalk>().AllAsync(tenant, input.Student, ct).ConfigureAwait(false))
        {
            var comparison = await study.RecomputeAsync(tenant, student, rules, input.Apply, ct).ConfigureAwait(false);
            students += comparison.Before.Count + comparison.After.Count > 0 ? 1 : 0;
            before += Sum(comparison.Before);
            after += Sum(comparison.After);
            days.AddRange(comparison.Differences.Where(difference => difference.Key.Kind == TotalKind.Day)
                .Select(day => new RecomputedDay(student, day.Key.Date!.Value, Seconds(day.Before), Seconds(day.After))));
        }

        return new(rules.Name, rules.Version, input.Apply, students, Seconds(before), Seconds(after), days);
    }

    private static Duration Sum(IEnumerable<KeyValuePair<TotalKey, Duration>> totals) =>
        totals.Where(total => total.Key.Kind == TotalKind.Day).Aggregate(Duration.Zero, (sum, total) => sum + total.Value);

    private static long Seconds(Duration duration) => duration.ToMicroseconds() / 1_000_000;
}
