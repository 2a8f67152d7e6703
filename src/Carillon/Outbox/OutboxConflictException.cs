using Carillon.Tenancy;

namespace Carillon.Outbox;

/// <summary>Two different effects claim the same key: a defect in the code that derives keys.</summary>
public sealed class OutboxConflictException(TenantId tenant, string key)
    : Exception($"Outbox key '{Printable.Clip(key)}' of tenant '{tenant}' exists with another payload.")
{
    /// <summary>The tenant.</summary>
    public TenantId Tenant { get; } = tenant;

    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
