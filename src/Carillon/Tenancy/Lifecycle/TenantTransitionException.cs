namespace Carillon.Tenancy;

/// <summary>A tenant cannot go from its status to the one that was asked for; nothing was changed.</summary>
public sealed class TenantTransitionException(TenantId tenant, TenantStatus from, TenantStatus to, string? advice = null)
    : Exception($"Tenant '{tenant}' is {from} and cannot become {to}{(advice is null ? "." : $": {advice}.")}")
{
    /// <summary>The tenant.</summary>
    public TenantId Tenant { get; } = tenant;

    /// <summary>Its status.</summary>
    public TenantStatus From { get; } = from;

    /// <summary>The status that was asked for.</summary>
    public TenantStatus To { get; } = to;
}
