using System.Runtime.CompilerServices;
using NodaTime;

namespace Carillon.Time;

/// <summary>A <see cref="LocalSchedule"/> on the clocks of a zone.</summary>
/// <remarks>
/// The walk goes from one stretch of constant offset to the next and asks the schedule for local times within each; it never asks whether
/// daylight saving is on, so base-offset changes, missing dates and dates that come back are nothing special. Instants are whole seconds.
/// </remarks>
public sealed partial class ZonedSchedule : Schedule
{
    private readonly LocalSchedule _times;
    private readonly Walk _walk;
    private readonly long _until;

    internal ZonedSchedule(LocalSchedule local, DateTimeZone zone, DstPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(policy);
        Local = local;
        Zone = zone;
        Policy = policy;
        _times = local.ResolvedIn(zone, Checked(policy));
        _walk = Walk.Of(_times, zone, policy);
        _until = local.Until?.ToUnixTimeSeconds() ?? long.MaxValue;
    }

    /// <summary>The local times.</summary>
    public LocalSchedule Local { get; }

    /// <summary>The zone whose clocks count.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>What happens to skipped and repeated local times.</summary>
    public DstPolicy Policy { get; }

    // Next and Previous stay wholes: the compiler, having put them into a caller's loop, would not put their many small calls into them any more.

    /// <inheritdoc/>
    /// <exception cref="SkippedTimeException">The search came across a skipped time and the policy is to throw.</exception>
    /// <exception cref="AmbiguousTimeException">The search came across a repeated time and the policy is to throw.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override Occurrence? Next(Instant after)
    {
        var from = after.ToUnixTimeSeconds() + 1;
        var quiet = new QuietStretch(Zone.GetZoneInterval(after));
        return !quiet.Next(_times, from, out var instant) ? WalkOn(from)
            : instant <= _until ? quiet.Show(instant).ToOccurrence()
            : null;
    }

    /// <inheritdoc/>
    /// <exception cref="SkippedTimeException">The search came across a skipped time and the policy is to throw.</exception>
    /// <exception cref="AmbiguousTimeException">The search came across a repeated time and the policy is to throw.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override Occurrence? Previous(Instant before)
    {
        var to = Math.Min(Ceiling(before) - 1, _until);
        var quiet = new QuietStretch(Zone.GetZoneInterval(before));
        return quiet.Previous(_times, to, out var instant) ? quiet.Show(instant).ToOccurrence() : WalkBack(to);
    }

    /// <summary>The schedule and the zone, for example <c>*/15 * * * * in Europe/Dublin</c>.</summary>
    public override string ToString() => $"{Local} in {Zone.Id}";

    private Occurrence? WalkOn(long from) => _walk.Next(from, out var hit) && hit.Instant <= _until ? hit.ToOccurrence() : null;

    private Occurrence? WalkBack(long to) => _walk.Previous(to, out var hit) ? hit.ToOccurrence() : null;

    private static DstPolicy Checked(DstPolicy policy)
    {
        var resolved = policy.Resolver is not null;
        return Enum.IsDefined(policy.Skipped) && Enum.IsDefined(policy.Repeated)
            && (policy.Skipped == SkippedTimePolicy.Resolved) == resolved && (policy.Repeated == RepeatedTimePolicy.Resolved) == resolved
            ? policy
            : throw new ArgumentException($"{policy.Skipped} and {policy.Repeated} are no policy: a resolver decides about both or about neither.", nameof(policy));
    }
}
