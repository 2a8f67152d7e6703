using System.Collections.Immutable;

namespace Carillon.Sessions;

/// <summary>Signs of life of one session, as many as the client has gathered.</summary>
/// <param name="Student">The student's opaque id.</param>
/// <param name="ClientSessionId">The client's id of the session.</param>
/// <param name="Sent">When the client sent them.</param>
/// <param name="Beats">The signs of life, in any order; at most <see cref="MaxBeats"/>. A malformed one is answered <see cref="SessionOutcome.Invalid"/>, the others count.</param>
public sealed record StudyBeats(string Student, string ClientSessionId, SentStamp Sent, ImmutableArray<Beat> Beats)
    : StudyRequest(Student, ClientSessionId, Sent)
{
    /// <summary>The most beats of one request: more than a day of one every ten seconds.</summary>
    public const int MaxBeats = 10_000;

    internal override IEnumerable<string> Keys => Beats.Select(beat => beat.EffectiveKey);

    internal override string? Problem => base.Problem
        ?? (Beats.IsDefault ? $"{nameof(Beats)} is missing" : null)
        ?? (Beats.Length > MaxBeats ? $"{nameof(Beats)} has {Beats.Length} beats, more than {MaxBeats}; send them in several requests" : null);

    internal override SessionRequest ToRequest(RequestStamp stamp) => new SendBeats(ClientSessionId, stamp, Beats);
}
