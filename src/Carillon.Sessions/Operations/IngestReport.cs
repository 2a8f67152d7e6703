namespace Carillon.Sessions;

/// <summary>What became of the lines of a study log.</summary>
/// <param name="Lines">How many events were read.</param>
/// <param name="Outcomes">How many events had each outcome.</param>
public sealed record IngestReport(long Lines, IReadOnlyList<IngestOutcome> Outcomes);
