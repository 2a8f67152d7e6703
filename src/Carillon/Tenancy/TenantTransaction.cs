namespace Carillon.Tenancy;

/// <summary>A transaction on one tenant's own database, whose identity stamp has been checked.</summary>
public sealed class TenantTransaction(TenantId tenant, DatabaseSession session, IDatabaseClock clock)
    : DatabaseTransaction(session, clock)
{
    /// <summary>The tenant whose database this is; the first part of every key.</summary>
    public TenantId Tenant { get; } = tenant;
}
