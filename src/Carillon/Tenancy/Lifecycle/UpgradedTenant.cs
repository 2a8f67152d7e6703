namespace Carillon.Tenancy;

/// <summary>What an upgrade changed in one tenant's database.</summary>
/// <param name="Status">The tenant's status afterwards.</param>
/// <param name="Changes">The parts of the schema that were created or upgraded; empty when all were up to date.</param>
public sealed record UpgradedTenant(TenantStatus Status, IReadOnlyList<SchemaChange> Changes);
