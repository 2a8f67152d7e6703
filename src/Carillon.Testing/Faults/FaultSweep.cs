namespace Carillon.Testing.Faults;

/// <summary>Runs work once to count its statements, then once for each place where the process can die.</summary>
public static class FaultSweep
{
    /// <summary>Crashes the scenario before and after each of its statements; recovers and verifies each time.</summary>
    /// <param name="scenario">What to run.</param>
    /// <param name="output">Where the visited places are printed.</param>
    /// <param name="cancellationToken">Stops between two runs, and inside them.</param>
    /// <exception cref="FaultSweepException">A crash was not survived, or a place was not reached because the statements differ from run to run.</exception>
    public static async Task<FaultSweepReport> RunAsync(FaultScenario scenario, TextWriter output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(output);
        var statements = await CountAsync(scenario, cancellationToken).ConfigureAwait(false);
        var visited = new List<CrashPoint>();
        for (var statement = 1; statement <= statements; statement++)
        {
            foreach (var moment in Enum.GetValues<CrashMoment>())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await CrashAsync(scenario, statement, moment, cancellationToken).ConfigureAwait(false) is { } point)
                {
                    visited.Add(point);
                    await output.WriteLineAsync(point.ToString().AsMemory(), cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return visited.Count == 2 * statements
            ? new(statements, visited)
            : throw new FaultSweepException(
                $"{statements} statements have {2 * statements} places to crash, but only {visited.Count} were reached: the statements differ from run to run.");
    }

    private static async Task<int> CountAsync(FaultScenario scenario, CancellationToken cancellationToken)
    {
        var plan = FaultPlan.NoCrash();
        await scenario.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await scenario.RunAsync(plan, cancellationToken).ConfigureAwait(false);
        await scenario.VerifyAsync(cancellationToken).ConfigureAwait(false);
        return plan.Statements > 0
            ? plan.Statements
            : throw new FaultSweepException("No statement was issued: does the work open its connections through the plan?");
    }

    private static async Task<CrashPoint?> CrashAsync(
        FaultScenario scenario, int statement, CrashMoment moment, CancellationToken cancellationToken)
    {
        var plan = FaultPlan.CrashAt(statement, moment);
        await scenario.PrepareAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await scenario.RunAsync(plan, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // After the crash anything may surface from the work: the crash itself or what it was wrapped in.
        catch (Exception) when (plan.CrashedAt is not null && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
        }

        try
        {
            await scenario.RecoverAsync(cancellationToken).ConfigureAwait(false);
            await scenario.VerifyAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            var place = plan.CrashedAt?.ToString() ?? $"{moment} {statement}, which was not reached";
            throw new FaultSweepException($"Not survived: crash {place}. {broken.Message}", plan.CrashedAt, broken);
        }

        return plan.CrashedAt;
    }
}
