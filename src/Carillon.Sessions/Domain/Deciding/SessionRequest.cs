namespace Carillon.Sessions;

/// <summary>Something a client asks of one of its sessions.</summary>
/// <param name="ClientSessionId">The client's id of the session; unique for the student.</param>
/// <param name="Stamp">When the request was sent and received.</param>
public abstract record SessionRequest(string ClientSessionId, RequestStamp Stamp);
