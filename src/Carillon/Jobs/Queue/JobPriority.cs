namespace Carillon.Jobs;

/// <summary>Which due runs of a tenant's queue are taken first. Within a priority those that woke first are.</summary>
public enum JobPriority
{
    /// <summary>Only while nothing else is due.</summary>
    Low = 0,

    /// <summary>As most work is.</summary>
    Normal = 1,

    /// <summary>Before all other.</summary>
    High = 2,
}
