using Carillon.Locking;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>One run of a job for a tenant, as the control database keeps it.</summary>
/// <param name="Id">Follows from the occurrence, or from the command that asked for it.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Payload">What to run.</param>
/// <param name="DueAt">When it fell due.</param>
public sealed record JobRun(Guid Id, TenantId Tenant, JobPayload Payload, Instant DueAt)
{
    /// <summary>The occurrence; null for a run that was asked for.</summary>
    public RunOccurrence? Occurrence { get; init; }

    /// <summary>Where it is.</summary>
    public RunState State { get; init; } = RunState.Waiting;

    /// <summary>When it can be claimed: its due instant, its retry, or the end of its lease; null when it is final.</summary>
    public Instant? WakeAt { get; init; } = DueAt;

    /// <summary>How often it was claimed, without snoozes and hand-backs.</summary>
    public int Attempt { get; init; }

    /// <summary>The fence of the latest claim; <c>default</c> before the first.</summary>
    public Fence Fence { get; init; }

    /// <summary>Only one live run has this key; null when runs may overlap.</summary>
    public string? ConcurrencyKey { get; init; }

    /// <summary>Why it is being retried, or did not succeed.</summary>
    public string? Reason { get; init; }

    /// <summary>Why its end was asked for while it went on; null when it was not.</summary>
    public string? CancelReason { get; init; }

    /// <summary>How it ended; null while it is live.</summary>
    public RunOutcome? Outcome { get; init; }
}
