namespace Carillon.Jobs;

/// <summary>Where a run is. The first three are live, the others final.</summary>
public enum RunState
{
    /// <summary>Inserted or snoozed; nobody works on it.</summary>
    Waiting,

    /// <summary>Claimed; its lease says until when.</summary>
    Running,

    /// <summary>Failed and to be tried again, or its tenant's database was out of reach.</summary>
    Retrying,

    /// <summary>Done, also when there was nothing to do.</summary>
    Succeeded,

    /// <summary>Done in part: work that was due is left.</summary>
    Partial,

    /// <summary>Failed for good after its last attempt.</summary>
    Failed,

    /// <summary>No longer wanted.</summary>
    Cancelled,

    /// <summary>Can never succeed.</summary>
    Discarded,

    /// <summary>Its workers died again and again.</summary>
    Abandoned,
}
