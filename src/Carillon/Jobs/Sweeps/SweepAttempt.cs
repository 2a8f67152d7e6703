using NodaTime;

namespace Carillon.Jobs;

/// <summary>How one transaction over a window ended.</summary>
/// <param name="Items">The items that it had locked.</param>
/// <param name="Batch">What settling them did.</param>
/// <param name="Now">The clock that they were settled at.</param>
/// <param name="Next">The earliest wake-up after it.</param>
/// <param name="Error">Why it was rolled back; null when it was not.</param>
internal sealed record SweepAttempt(IReadOnlyList<SweepItem> Items, SweepBatch Batch, Instant Now, Instant? Next, Exception? Error = null)
{
    public bool IsEmpty => Items.Count == 0;

    public bool IsProgress => Batch.Acted + Batch.Rearmed > 0;
}
