using NodaTime;

namespace Carillon.Sessions;

/// <summary>What became of one beat or command.</summary>
/// <param name="Key">What identifies it within the session.</param>
/// <param name="Outcome">Whether it counts.</param>
/// <param name="EffectiveAt">When it was by the server's clock; null where no session is known.</param>
/// <param name="ClockSuspect">Whether the client's clock jumped and the arrival was taken instead.</param>
/// <param name="Problem">What is wrong with it, where it is <see cref="SessionOutcome.Invalid"/>.</param>
public sealed record SessionVerdict(string Key, SessionOutcome Outcome, Instant? EffectiveAt = null, bool ClockSuspect = false, string? Problem = null)
{
    /// <summary>Whether the same request can never succeed, so that a client must not keep it.</summary>
    public bool IsPermanentRefusal => Outcome is SessionOutcome.StartNew or SessionOutcome.Stale or SessionOutcome.Invalid or SessionOutcome.Conflict;
}
