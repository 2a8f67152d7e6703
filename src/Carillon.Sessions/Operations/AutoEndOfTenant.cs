using Carillon.Tenancy;

namespace Carillon.Sessions;

/// <summary>What <c>sessions.auto-end</c> did for a tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Outcome">How its share of the work ended.</param>
/// <param name="Due">Sessions that were idle.</param>
/// <param name="Ended">Sessions that were ended.</param>
/// <param name="LostRace">Sessions that another worker had.</param>
/// <param name="Failed">Sessions that failed.</param>
/// <param name="Quarantined">Failed sessions that were put aside.</param>
/// <param name="BudgetExhausted">Whether time ran out before the work did.</param>
public sealed record AutoEndOfTenant(
    TenantId Tenant, TenantOutcome Outcome, long Due, long Ended, long LostRace, long Failed, long Quarantined, bool BudgetExhausted);
