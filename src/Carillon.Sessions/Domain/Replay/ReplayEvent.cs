namespace Carillon.Sessions;

/// <summary>One line of a study log.</summary>
/// <param name="Tenant">The tenant, as written.</param>
/// <param name="Student">The student's opaque id.</param>
/// <param name="Request">What the client asked.</param>
public sealed record ReplayEvent(string Tenant, string Student, SessionRequest Request);
