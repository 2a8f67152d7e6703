using NodaTime;

namespace Carillon.Jobs;

/// <summary>What a read of the index saw.</summary>
/// <param name="From">Where the scan started; null for everything.</param>
/// <param name="Now">The clock of the sweep.</param>
/// <param name="Next">The earliest wake-up.</param>
internal readonly record struct SweepLook(Instant? From, Instant Now, Instant? Next)
{
    public bool IsDue => Next <= Now;
}
