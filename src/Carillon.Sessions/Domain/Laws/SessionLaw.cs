using NodaTime;

namespace Carillon.Sessions;

/// <summary>Something that holds for a student's sessions at every instant, whatever happened.</summary>
/// <param name="Name">The law in a few words.</param>
/// <param name="Violation">Says what breaks the law, or null while it holds.</param>
public sealed record SessionLaw(string Name, Func<StudentSessions, Instant, string?> Violation);
