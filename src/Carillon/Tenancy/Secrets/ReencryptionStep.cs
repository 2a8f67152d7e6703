namespace Carillon.Tenancy;

/// <summary>What became of one stored secret.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Connection">The connection that it belongs to.</param>
/// <param name="KeyId">The key that it was under.</param>
/// <param name="Problem">Why it was left as it is; null when it was moved.</param>
public sealed record ReencryptionStep(TenantId Tenant, ConnectionName Connection, string KeyId, string? Problem);
