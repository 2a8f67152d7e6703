namespace Carillon.Tenancy;

/// <summary>What a re-encryption did, and what it left.</summary>
/// <param name="Moved">Secrets that are now under the active key.</param>
/// <param name="LeftAlone">Those that were not moved, with their reasons.</param>
/// <param name="Keys">How many secrets are under each key now, by key id. A key with none can be taken off the ring.</param>
public sealed record ReencryptionReport(long Moved, IReadOnlyList<ReencryptionStep> LeftAlone, IReadOnlyList<KeyUse> Keys);
