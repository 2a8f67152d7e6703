namespace Carillon.Sessions;

/// <summary>How many events had an outcome.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Events">How many.</param>
public sealed record IngestOutcome(SessionOutcome Outcome, long Events);
