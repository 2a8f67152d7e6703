using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>The places of the scopes: each live session has one, and a unique index keeps two from having the same.</summary>
internal sealed class ScopeSlots
{
    private readonly HashSet<(string Student, string Scope, int Slot)> _taken = [];
    private readonly Instant _now;

    public ScopeSlots(IEnumerable<SessionRow> rows, IEnumerable<StoredSession> changed, Instant now)
    {
        _now = now;
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

        return free;
    }
}
