namespace Carillon.Jobs;

/// <summary>What happens when a job falls due for a tenant while a run of it is still live there.</summary>
public enum Overlap
{
    /// <summary>The new occurrence is passed over and counted.</summary>
    Skip,

    /// <summary>Both run.</summary>
    Allow,
}
