namespace Carillon.Tenancy;

/// <summary>How many stored secrets are under a key.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="Secrets">How many.</param>
/// <param name="IsActive">True for the key that new secrets are encrypted with.</param>
/// <param name="IsKnown">False when the key is not on this host's ring: these secrets do not open.</param>
public sealed record KeyUse(string KeyId, long Secrets, bool IsActive, bool IsKnown);
