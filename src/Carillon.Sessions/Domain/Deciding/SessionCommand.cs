namespace Carillon.Sessions;

/// <summary>Pauses, resumes, submits or stops a session.</summary>
/// <param name="ClientSessionId">The client's id of the session.</param>
/// <param name="Stamp">When the request was sent and received.</param>
/// <param name="Kind">One of <see cref="EvidenceKind.Pause"/>, <see cref="EvidenceKind.Resume"/>, <see cref="EvidenceKind.Submit"/>, <see cref="EvidenceKind.Stop"/>.</param>
/// <param name="At">When it was, by the client.</param>
/// <param name="Key">What identifies it within the session; by default its instant.</param>
public sealed record SessionCommand(
    string ClientSessionId,
    RequestStamp Stamp,
    EvidenceKind Kind,
    ClientStamp At,
    string? Key = null) : SessionRequest(ClientSessionId, Stamp);
