using System.Collections.Immutable;

namespace Carillon.Sessions;

/// <summary>Signs of life of one session, as many as the client has gathered.</summary>
/// <param name="Student">The student's opaque id.</param>
/// <param name="ClientSessionId">The client's id of the session.</param>
/// <param name="Sent">When the client sent them.</param>
/// <param name="Beats">The signs of life, in any order.</param>
public sealed record StudyBeats(string Student, string ClientSessionId, SentStamp Sent, ImmutableArray<Beat> Beats)
    : StudyRequest(Student, ClientSessionId, Sent)
{
    internal override IEnumerable<string> Keys => Beats.Select(beat => beat.EffectiveKey);

    internal override void Check()
    {
        base.Check();
        foreach (var beat in Beats)
        {
            SessionText.Require(beat.EffectiveKey);
        }
    }

    internal override IEnumerable<SessionRequest> ToRequests(RequestStamp stamp) => [new SendBeats(ClientSessionId, stamp, Beats)];
}
