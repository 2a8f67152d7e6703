namespace Carillon.Locking;

/// <summary>What a lease provider can do. Asking for more than it can fails at start.</summary>
[Flags]
public enum LeaseCapabilities
{
    /// <summary>None of the following.</summary>
    None = 0,

    /// <summary>Excludes holders in other processes.</summary>
    CrossProcess = 1,

    /// <summary>Gives a strictly rising fence with each acquisition.</summary>
    Fencing = 2,

    /// <summary>Signals the loss of a lease before anyone else can hold it.</summary>
    LostSignal = 4,

    /// <summary>Works behind a connection pooler in transaction mode.</summary>
    SurvivesPooler = 8,
}
