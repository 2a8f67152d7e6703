namespace Carillon.Operations;

/// <summary>The output of <c>audit.list</c>.</summary>
/// <param name="Entries">The entries, the newest first.</param>
/// <param name="After">Where the next page begins; null when this is the last.</param>
public sealed record ListAuditOutput(IReadOnlyList<ListedAuditEntry> Entries, string? After);
