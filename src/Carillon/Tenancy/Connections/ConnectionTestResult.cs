using NodaTime;

namespace Carillon.Tenancy;

/// <summary>What a test of a connection found.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Detail">The reason in words, without secrets; null when it opened.</param>
public sealed record ConnectionTestResult(ConnectionTestOutcome Outcome, Duration Elapsed, string? Detail);
