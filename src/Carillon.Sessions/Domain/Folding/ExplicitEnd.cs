using NodaTime;

namespace Carillon.Sessions;

/// <summary>An end that evidence alone does not show: later evidence is refused.</summary>
/// <param name="Reason"><see cref="SessionEndReason.Submitted"/>, <see cref="SessionEndReason.Stopped"/> or <see cref="SessionEndReason.Superseded"/>.</param>
/// <param name="At">When the session ended.</param>
public sealed record ExplicitEnd(SessionEndReason Reason, Instant At);
