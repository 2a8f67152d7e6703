namespace Carillon.Time;

/// <summary>What happens to a scheduled local time that the clocks show twice.</summary>
public enum RepeatedTimePolicy
{
    /// <summary>One occurrence, when the clocks show the time first.</summary>
    First,

    /// <summary>One occurrence, when the clocks show the time last.</summary>
    Last,

    /// <summary>An occurrence each time.</summary>
    Both,

    /// <summary><see cref="Both"/> for schedules that mean "every so often", <see cref="First"/> for fixed times: see <see cref="LocalSchedule.IsInterval"/>.</summary>
    BothIfInterval,

    /// <summary>A <see cref="NodaTime.AmbiguousTimeException"/> when a search comes across it.</summary>
    Throw,

    /// <summary>A resolver decides. Not to be chosen by hand: see <see cref="DstPolicy.FromResolver"/>.</summary>
    Resolved,
}
