namespace Carillon.Testing.Simulation.Histories;

/// <summary>What came of a step.</summary>
public enum StepOutcome
{
    /// <summary>The state was read and a decision made.</summary>
    Seen,

    /// <summary>The guard held; state and effects are stored.</summary>
    Won,

    /// <summary>There was nothing to write: same state, no effects.</summary>
    Unchanged,

    /// <summary>The guard did not hold; nothing is stored.</summary>
    Lost,

    /// <summary>The worker died with work in hand.</summary>
    Crashed,

    /// <summary>The step had no work in hand and did nothing, such as a crash after a write.</summary>
    Idle,

    /// <summary>The machine threw; the history ends here.</summary>
    Threw,
}
