namespace Carillon.Jobs;

/// <summary>The runner without its clock: whoever owns the time says when to look. For manual runners in tests and demos.</summary>
public interface IRunnerStep
{
    /// <summary>Does everything that is due now, and what falls due by it, and waits for its end.</summary>
    /// <returns>The next instant with work.</returns>
    ValueTask<RunnerStep> RunDueAsync(CancellationToken cancellationToken);
}
