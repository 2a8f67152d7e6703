using NodaTime;

namespace Carillon.Jobs;

/// <summary>One line of <c>jobs.list</c>.</summary>
/// <param name="Name">The stable name.</param>
/// <param name="Kind"><c>sweep</c>, <c>work</c> or <c>job</c>.</param>
/// <param name="Trigger">When it runs.</param>
/// <param name="Timeout">How long an attempt may take; null for sweeps.</param>
/// <param name="MaxAttempts">How often a run is tried; null for sweeps.</param>
public sealed record ListedJob(string Name, string Kind, string Trigger, Duration? Timeout, int? MaxAttempts);
