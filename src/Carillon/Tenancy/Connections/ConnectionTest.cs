using NodaTime;

namespace Carillon.Tenancy;

/// <summary>The last test of a connection.</summary>
/// <param name="At">When, by the clock of the control database.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record ConnectionTest(Instant At, ConnectionTestOutcome Outcome);
