using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>The places of the scopes: each live session has one, and a unique index keeps two from having the same.</summary>
internal sealed class ScopeSlots
{
    private readonly HashSet<(string Student, string Scope, int Slot)> _taken = [];
    private readonly Dictionary<(string Student, string Scope), int> _unreadable;
    private readonly Instant _now;

    /// <summary>The places as they are once the changed sessions that are no longer live have left theirs.</summary>
    /// <param name="rows">All that is locked, readable or not.</param>
    /// <param name="read">Those of them that can be read: no decision knows of the others, so their places are in addition to the limit.</param>
    /// <param name="changed">What shall be written.</param>
    /// <param name="now">The database clock.</param>
    public ScopeSlots(IReadOnlyCollection<SessionRow> rows, IEnumerable<StoredSession> read, IEnumerable<StoredSession> changed, Instant now)
    {
        _now = now;
        var known = read.Select(session => session.Id).ToHashSet();
        _unreadable = rows.Where(row => row.Slot is not null && !known.Contains(row.Id)).CountBy(row => (row.Student, row.ScopeKey)).ToDictionary();
        var leaving = changed.Where(session => !session.State.IsLive(now)).Select(session => session.Id).ToHashSet();
        foreach (var row in rows)
        {
            if (row.Slot is { } slot && !leaving.Contains(row.Id))
            {
                _taken.Add((row.Student, row.ScopeKey, slot));
            }
        }
    }

    /// <summary>The session's place: the one it has, or the lowest that is free; null when it is not live.</summary>
    /// <exception cref="InvalidOperationException">More sessions would be live in the scope than the session's policy allows: what was decided is wrong.</exception>
    public int? Take(StoredSession session)
    {
        if (!session.State.IsLive(_now))
        {
            return null;
        }

        if (session.Row?.Slot is { } slot)
        {
            return slot;
        }

        var free = 0;
        while (!_taken.Add((session.Student, session.State.ScopeKey, free)))
        {
            free++;
        }

        var limit = session.State.Policy.Exclusivity.Limit + _unreadable.GetValueOrDefault((session.Student, session.State.ScopeKey));
        return free < limit ? free : throw new InvalidOperationException($"Session {session.Id} would be live beside {free} others; its policy allows {limit}.");
    }
}
