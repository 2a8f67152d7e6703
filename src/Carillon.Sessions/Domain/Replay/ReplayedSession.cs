namespace Carillon.Sessions;

/// <summary>A session of a replayed log.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Student">The student.</param>
/// <param name="Session">The client's id, with <c>#2</c>, <c>#3</c> … for what the longest session cut off.</param>
/// <param name="State"><c>Active</c>, <c>Paused</c> or <c>Ended</c>.</param>
/// <param name="StartedAt">An ISO 8601 instant in UTC.</param>
/// <param name="EndedAt">An ISO 8601 instant in UTC, or null while the session is live.</param>
/// <param name="EndReason">The name of a <see cref="SessionEndReason"/>, or null while the session is live.</param>
/// <param name="CreditSeconds">Whole seconds of study.</param>
public sealed record ReplayedSession(
    string Tenant,
    string Student,
    string Session,
    string State,
    string StartedAt,
    string? EndedAt,
    string? EndReason,
    long CreditSeconds);
