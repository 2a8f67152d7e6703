using Carillon.Sessions.Storage;
using NodaTime;

namespace Carillon.Sessions.Lanes;

/// <summary>What the general lane made of a request.</summary>
internal sealed record LaneAnswer(Received Received, SessionDecision Decision, StoredSession? Session)
{
    public Instant Now { get; init; }
}
