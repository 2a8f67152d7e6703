using System.Collections.Immutable;

namespace Carillon.Sessions;

/// <summary>What a study log amounts to.</summary>
/// <param name="Sessions">Every session, by tenant, student and id.</param>
/// <param name="Days">Every student's days with at least one second of study, by tenant, student and date.</param>
public sealed record ReplayReport(ImmutableArray<ReplayedSession> Sessions, ImmutableArray<ReplayedDay> Days);
