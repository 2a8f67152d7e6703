using System.Collections.Immutable;

namespace Carillon.Sessions;

/// <summary>Signs of life of one session, as many as the client has gathered.</summary>
/// <param name="ClientSessionId">The client's id of the session.</param>
/// <param name="Stamp">When the request was sent and received.</param>
/// <param name="Beats">The signs of life, in any order.</param>
public sealed record SendBeats(string ClientSessionId, RequestStamp Stamp, ImmutableArray<Beat> Beats)
    : SessionRequest(ClientSessionId, Stamp);
