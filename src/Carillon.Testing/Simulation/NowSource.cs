namespace Carillon.Testing.Simulation;

/// <summary>Where a machine's <c>now</c> comes from.</summary>
public enum NowSource
{
    /// <summary>The database clock as of the read; it never goes back.</summary>
    Database,

    /// <summary>The worker's own clock, with its skew: shows what a machine would suffer without the database clock.</summary>
    Worker,
}
