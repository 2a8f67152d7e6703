using Carillon.Operations;

namespace Carillon.Jobs;

/// <summary>One attempt at a claimed run on its way through the pipeline.</summary>
internal sealed class RunAttempt(JobRun run, JobDefinition definition)
{
    public JobRun Run { get; } = run;

    public JobDefinition Definition { get; } = definition;

    public IProgress<OperationProgress> Progress { get; init; } = new Progress<OperationProgress>();

    /// <summary>Set inside the tenant's scope.</summary>
    public JobContext? Context { get; set; }

    /// <summary>Why the job's token fired; the first reason stays.</summary>
    public RunInterruption Interruption { get; private set; }

    /// <summary>What became of it, where others record it; null when another worker has the run, or it committed its end itself.</summary>
    public RunVerdict? Verdict { get; set; }

    /// <summary>What was recorded; set by the recording step.</summary>
    public RunReport? Report { get; set; }

    /// <summary>Why somebody asked for its end.</summary>
    public string? CancelReason { get; set; }

    public void Interrupt(RunInterruption reason)
    {
        if (Interruption == RunInterruption.None)
        {
            Interruption = reason;
            if (Context is { } context)
            {
                context.Interruption = reason;
            }
        }
    }
}
