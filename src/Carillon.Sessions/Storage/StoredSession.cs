using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>A session as it was loaded and as it shall be.</summary>
/// <param name="Student">The student.</param>
/// <param name="Row">What is stored; null for a new session.</param>
/// <param name="Before">What the row and its evidence stand for; null for a new session.</param>
/// <param name="State">What shall be stored.</param>
internal sealed record StoredSession(string Student, SessionRow? Row, SessionState? Before, SessionState State)
{
    /// <summary>Whether the evidence was left in the database, with a stand-in that only tells the latest activity.</summary>
    public bool IsPartial { get; init; }

    public Guid Id => Row?.Id ?? SessionRow.IdOf(Student, State.ClientSessionId);

    /// <summary>Whether it is final in the database, without its evidence: nothing changes it any more.</summary>
    public bool IsClosed => Row?.FinalisedAt is not null;

    public bool IsChanged => !ReferenceEquals(Before, State);

    public bool HasFallenIdle(Instant now) => Row?.Awaits == SessionWait.AutoEnd && !State.IsLive(now);

    public IEnumerable<Evidence> NewEvidence =>
        State.Evidence.Where(evidence => Before?.Evidence.Find(evidence.Kind, evidence.Key) is null);
}
