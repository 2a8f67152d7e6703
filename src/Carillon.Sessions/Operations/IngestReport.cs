namespace Carillon.Sessions;

/// <summary>What became of the lines of a study log.</summary>
/// <param name="Lines">How many events of the tenant were read.</param>
/// <param name="OtherTenants">How many lines are about other tenants; they are passed over.</param>
/// <param name="Outcomes">How many events had each outcome.</param>
public sealed record IngestReport(long Lines, long OtherTenants, IReadOnlyList<IngestOutcome> Outcomes);
