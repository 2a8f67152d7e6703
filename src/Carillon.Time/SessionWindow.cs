using NodaTime;

namespace Carillon.Time;

/// <summary>The window around one session, made by <see cref="SessionMargins"/>: five instants in this order, any of which may coincide.</summary>
/// <param name="Opens">From here on people are let in.</param>
/// <param name="Starts">The session starts.</param>
/// <param name="LateUntil">Until here latecomers are let in.</param>
/// <param name="Ends">The session ends.</param>
/// <param name="Closes">From here on the window is closed.</param>
public readonly record struct SessionWindow(Instant Opens, Instant Starts, Instant LateUntil, Instant Ends, Instant Closes)
{
    /// <summary>From opening to closing.</summary>
    public Interval Whole => new(Opens, Closes);

    /// <summary>From start to end.</summary>
    public Interval Session => new(Starts, Ends);

    /// <summary>The phase of an instant; each phase holds its first instant and not its last, and one without length is never seen.</summary>
    /// <param name="instant">Any instant.</param>
    public SessionPhase Phase(Instant instant) =>
        instant < Opens ? SessionPhase.Upcoming
        : instant < Starts ? SessionPhase.Opening
        : instant < LateUntil ? SessionPhase.Late
        : instant < Ends ? SessionPhase.Running
        : instant < Closes ? SessionPhase.Closing
        : SessionPhase.Closed;
}
