using NodaTime.TimeZones;

namespace Carillon.Time;

/// <summary>What to do about local times that the clocks of a zone skip or show twice, whatever the reason.</summary>
/// <param name="Skipped">What happens to skipped times.</param>
/// <param name="Repeated">What happens to repeated times.</param>
public sealed record DstPolicy(SkippedTimePolicy Skipped, RepeatedTimePolicy Repeated)
{
    /// <summary>As cronie does: fixed times make up for the gap and happen once, interval schedules follow the clocks.</summary>
    public static DstPolicy Vixie { get; } = new(SkippedTimePolicy.GapEndEach, RepeatedTimePolicy.BothIfInterval);

    /// <summary>As Cronos means to: gap end, both passes for interval schedules, the first for fixed times.</summary>
    public static DstPolicy Cronos { get; } = new(SkippedTimePolicy.GapEnd, RepeatedTimePolicy.BothIfInterval);

    /// <summary>As Spring does: the day without the time goes without, the time shown twice counts twice.</summary>
    public static DstPolicy Spring { get; } = new(SkippedTimePolicy.Skip, RepeatedTimePolicy.Both);

    /// <summary>As Quartz.NET 4.7.3 means to: gap end, both passes for interval schedules, the first for fixed times.</summary>
    public static DstPolicy Quartz { get; } = new(SkippedTimePolicy.GapEnd, RepeatedTimePolicy.BothIfInterval);

    /// <summary>As RFC 5545 section 3.3.5 reads local times, NodaTime's lenient resolver and Temporal's "compatible" too: shifted by the gap, first pass.</summary>
    public static DstPolicy Rfc5545 { get; } = new(SkippedTimePolicy.ShiftForward, RepeatedTimePolicy.First);

    /// <summary>Whether the schedule means "every so often".</summary>
    /// <value>Null, the default, asks the schedule: <see cref="LocalSchedule.IsInterval"/>.</value>
    public bool? Interval { get; init; }

    internal ZoneLocalMappingResolver? Resolver { get; private init; }

    /// <summary>The policy for looking ahead: what is to throw throws later, when somebody searches there.</summary>
    internal DstPolicy Lenient => this with
    {
        Skipped = Skipped == SkippedTimePolicy.Throw ? SkippedTimePolicy.ShiftForward : Skipped,
        Repeated = Repeated == RepeatedTimePolicy.Throw ? RepeatedTimePolicy.First : Repeated,
    };

    /// <summary>A policy that asks a NodaTime resolver about each skipped and each repeated time.</summary>
    /// <remarks>
    /// A time has one occurrence then, so no resolver can say "both" or "skip". The resolver must be pure, answer at a whole second and within
    /// 48 hours of the transition; what it throws propagates. Searching allocates, unlike with the other policies.
    /// </remarks>
    /// <param name="resolver">What decides; times shown once never reach it.</param>
    public static DstPolicy FromResolver(ZoneLocalMappingResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return new(SkippedTimePolicy.Resolved, RepeatedTimePolicy.Resolved) { Resolver = resolver };
    }
}
