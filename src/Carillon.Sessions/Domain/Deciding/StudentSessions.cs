using System.Collections.Immutable;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>The sessions of one student that a decision can depend on. Immutable.</summary>
public sealed class StudentSessions
{
    private readonly ImmutableSortedDictionary<string, SessionState> _sessions;

    private StudentSessions(ImmutableSortedDictionary<string, SessionState> sessions) => _sessions = sessions;

    /// <summary>A student without sessions.</summary>
    public static StudentSessions None { get; } = new(ImmutableSortedDictionary.Create<string, SessionState>(StringComparer.Ordinal));

    /// <summary>All sessions, by client session id.</summary>
    public IEnumerable<SessionState> All => _sessions.Values;

    /// <summary>The sessions given.</summary>
    /// <exception cref="ArgumentException">Two sessions have the same client session id.</exception>
    public static StudentSessions Of(IEnumerable<SessionState> sessions) =>
        new(sessions.ToImmutableSortedDictionary(s => s.ClientSessionId, s => s, StringComparer.Ordinal));

    /// <summary>The session of a client session id, or null.</summary>
    public SessionState? Find(string clientSessionId) => _sessions.GetValueOrDefault(clientSessionId);

    /// <summary>The sessions with one added or replaced.</summary>
    public StudentSessions With(SessionState session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new(_sessions.SetItem(session.ClientSessionId, session));
    }

    /// <summary>The sessions of a scope that are live at an instant, without the one named.</summary>
    public IEnumerable<SessionState> Live(string scopeKey, Instant now, string? except = null) =>
        All.Where(s => s.ScopeKey == scopeKey && s.ClientSessionId != except && s.IsLive(now));
}
