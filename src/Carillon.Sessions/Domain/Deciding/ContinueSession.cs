namespace Carillon.Sessions;

/// <summary>Goes on with a session after a page was loaded again: a sign of life that also ends a pause.</summary>
/// <param name="ClientSessionId">The client's id of the session.</param>
/// <param name="Stamp">When the request was sent and received.</param>
/// <param name="At">When it was, by the client.</param>
public sealed record ContinueSession(string ClientSessionId, RequestStamp Stamp, ClientStamp At) : SessionRequest(ClientSessionId, Stamp);
