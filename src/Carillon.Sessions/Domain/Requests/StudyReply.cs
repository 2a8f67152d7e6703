namespace Carillon.Sessions;

/// <summary>What became of a start or command.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Session">The session that answers, as it stands after it; null when none is known.</param>
/// <param name="ClockSuspect">Whether the client's clock jumped and the arrival was taken instead.</param>
public sealed record StudyReply(SessionOutcome Outcome, StudySession? Session, bool ClockSuspect = false);
