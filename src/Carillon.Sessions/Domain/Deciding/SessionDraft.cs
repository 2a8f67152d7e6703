using System.Collections.Immutable;
using NodaTime;

namespace Carillon.Sessions;

// A decision in the making: the sessions so far and which of them differ from before.
internal sealed class SessionDraft(StudentSessions student, SessionRequest request)
{
    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);
    private string _answering = request.ClientSessionId;

    public StudentSessions Student { get; private set; } = student;

    public SessionState? Session => Student.Find(_answering);

    public void Put(SessionState session)
    {
        Student = Student.With(session);
        _changed.Add(session.ClientSessionId);
    }

    public void Join(SessionState other) => _answering = other.ClientSessionId;

    public SessionDecision Answer(SessionOutcome outcome, string key, Instant? at = null, bool clockSuspect = false) =>
        Answer([new(key, outcome, at, clockSuspect)]);

    public SessionDecision Answer(ImmutableArray<SessionVerdict> verdicts) =>
        new(Student, Session, verdicts, [.. _changed]);
}
