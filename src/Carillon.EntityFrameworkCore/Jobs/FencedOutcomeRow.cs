using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>Who ran and what came of it: the same columns in the control database and in the tenant's.</summary>
internal abstract class FencedOutcomeRow
{
    public int FenceEpoch { get; set; }

    public long FenceNumber { get; set; }

    public string? Reason { get; set; }

    public long? Due { get; set; }

    public long? Acted { get; set; }

    public long? LostRace { get; set; }

    public long? Failed { get; set; }

    public long? Quarantined { get; set; }

    public Duration? OldestOverdue { get; set; }

    public Instant? EndedAt { get; set; }
}
