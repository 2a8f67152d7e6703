namespace Carillon.Sessions;

/// <summary>A student's day in a replayed log: the union over all sessions, in the zone each started with.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Student">The student.</param>
/// <param name="Date">An ISO 8601 date.</param>
/// <param name="Seconds">Whole seconds of study.</param>
public sealed record ReplayedDay(string Tenant, string Student, string Date, long Seconds);
