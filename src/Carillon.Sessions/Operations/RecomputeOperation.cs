using System.ComponentModel;
using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Sessions.Operations;

internal static class RecomputeOperation
{
    public static CarillonBuilder AddRecomputeOperation(this CarillonBuilder builder) => builder.AddOperation<RecomputeInput, RecomputeReport>(
        "sessions.recompute", OperationKind.Command, OperationScope.Tenant, "Show what other rules make of the same evidence, and apply them if asked.", RunAsync);

    private static async ValueTask<RecomputeReport> RunAsync(RecomputeInput input, OperationContext context, CancellationToken ct)
    {
        var tenant = context.Tenant!.Value;
        var study = context.Services.GetRequiredService<StudySessions>();
        var current = await study.PolicyAsync(tenant, input.Policy, ct).ConfigureAwait(false);
        var timed = input.Timeout is { } timeout ? current.WithIdleTimeout(timeout) : current;
        var tried = (timed with { TailPad = input.TailPad ?? current.TailPad }).Validate();

        // Rules that are kept already, as by a run that was interrupted, are no new version.
        var rules = tried == current ? current
            : input.Apply ? await study.NextPolicyAsync(tenant, tried, ct).ConfigureAwait(false)
            : tried with { Version = current.Version + 1 };
        var (students, before, after, days) = (0, Duration.Zero, Duration.Zero, new List<RecomputedDay>());
        await context.Services.GetRequiredService<StudentWalk>().VisitAsync(context, input.Student, VisitAsync, ct).ConfigureAwait(false);
        return new(rules.Name, rules.Version, input.Apply, students, before.WholeSeconds(), after.WholeSeconds(), days);

        async ValueTask<bool> VisitAsync(string student)
        {
            var (comparison, isComplete) = await study.RecomputeAsync(tenant, student, rules, input.Apply, ct).ConfigureAwait(false);
            students += comparison.Before.Count + comparison.After.Count > 0 ? 1 : 0;
            before += Sum(comparison.Before);
            after += Sum(comparison.After);
            days.AddRange(comparison.Differences.Where(difference => difference.Key.Kind == TotalKind.Day)
                .Select(day => new RecomputedDay(student, day.Key.Date!.Value, day.Before.WholeSeconds(), day.After.WholeSeconds())));
            return isComplete;
        }
    }

    private static Duration Sum(IEnumerable<KeyValuePair<TotalKey, Duration>> totals) =>
        totals.Where(total => total.Key.Kind == TotalKind.Day).Aggregate(Duration.Zero, (sum, total) => sum + total.Value);
}
