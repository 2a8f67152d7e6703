namespace Carillon.Jobs;

/// <summary>How one attempt at a run ended, as the steps of the pipeline tell each other.</summary>
internal abstract record RunEnd
{
    private RunEnd()
    {
    }

    /// <summary>The job returned.</summary>
    public sealed record Returned(JobResult Value) : RunEnd;

    /// <summary>The tenant's database has an outcome already: the job was not called.</summary>
    public sealed record AlreadyFinished(RunOutcome Outcome) : RunEnd;

    /// <summary>A later claim has the run.</summary>
    public sealed record Lost : RunEnd;

    /// <summary>Its workers died too often.</summary>
    public sealed record WornOut : RunEnd;
}
