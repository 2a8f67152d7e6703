
namespace Carillon.Sessions.Storage;

/// <summary>The loaded sessions of some students while requests are decided.</summary>
internal sealed class Board
{
    private readonly Dictionary<string, StudentSessions> _students;
    private readonly Dictionary<(string Student, string ClientSessionId), StoredSession> _stored;

    public Board(IReadOnlyCollection<StoredSession> loaded)
    {
        _stored = loaded.ToDictionary(session => (session.Student, session.State.ClientSessionId));
        _students = loaded.GroupBy(session => session.Student, StringComparer.Ordinal)
            .ToDictionary(student => student.Key, student => StudentSessions.Of(student.Select(session => session.State)), StringComparer.Ordinal);
    }

    public IEnumerable<StoredSession> All => _stored.Values;

    public StoredSession? Find(string student, string? clientSessionId) =>
        clientSessionId is null ? null : _stored.GetValueOrDefault((student, clientSessionId));

    public SessionDecision Decide(string student, SessionRequest request)
    {
        var decision = SessionMachine.Decide(_students.GetValueOrDefault(student, StudentSessions.None), request);
        _students[student] = decision.Student;
        foreach (var id in decision.Changed)
        {
            var state = decision.Student.Find(id)!;
            _stored[(student, id)] = _stored.GetValueOrDefault((student, id)) is { } known
                ? known with { State = state }
                : new(student, null, null, state);
        }

        return decision;
    }
}
