namespace Carillon.Jobs;

/// <summary>Where a sweep starts looking.</summary>
internal enum SweepScan
{
    /// <summary>At the earliest wake-up there is.</summary>
    Everything,

    /// <summary>At the settled mark less the margin for open transactions: spares the dead head of the index.</summary>
    Recent,
}
