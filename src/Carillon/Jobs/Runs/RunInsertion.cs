namespace Carillon.Jobs;

/// <summary>What became of a run that was to be inserted.</summary>
public enum RunInsertion
{
    /// <summary>It is there now.</summary>
    Inserted,

    /// <summary>It was there already.</summary>
    Exists,

    /// <summary>Another run of its concurrency key is live.</summary>
    Overlaps,

    /// <summary>Another host advanced the schedule first.</summary>
    LostRace,
}
