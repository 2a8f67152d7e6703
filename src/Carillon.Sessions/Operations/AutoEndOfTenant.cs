using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>What <c>sessions.auto-end</c> did for a tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Outcome">How its share of the work ended.</param>
/// <param name="Scanned">Sessions that were looked at because their deadline had come.</param>
/// <param name="Ended">Sessions that were ended.</param>
/// <param name="Reopened">Sessions that had been heard of since and go on with a new deadline.</param>
/// <param name="LostRace">Sessions that another worker had.</param>
/// <param name="Failed">Sessions that failed.</param>
/// <param name="Quarantined">Failed sessions that were put aside.</param>
/// <param name="OldestOverdue">How long the oldest idle session that was not ended has been due; null when there is none.</param>
/// <param name="BudgetExhausted">Whether time ran out before the work did.</param>
/// <param name="Error">Why it failed or was skipped; null when it succeeded.</param>
public sealed record AutoEndOfTenant(
    TenantId Tenant,
    TenantOutcome Outcome,
    long Scanned,
    long Ended,
    long Reopened,
    long LostRace,
    long Failed,
    long Quarantined,
    Duration? OldestOverdue,
    bool BudgetExhausted,
    string? Error = null);
