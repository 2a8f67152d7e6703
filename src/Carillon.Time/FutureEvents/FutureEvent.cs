using NodaTime;
using NodaTime.TimeZones;

namespace Carillon.Time;

/// <summary>An event that people fixed by the clocks of a place, with the instant that the rules of the day made of it.</summary>
/// <remarks>
/// Governments change the rules: what stays is the local time and the zone. Store all members; after each update of the rules let
/// <see cref="Rederive"/> say what has become of the instant.
/// </remarks>
/// <param name="Local">What people said.</param>
/// <param name="ZoneId">The zone whose clocks they meant.</param>
/// <param name="RulesVersion">The version of the rules by which <paramref name="Instant"/> was found.</param>
/// <param name="Instant">When it happens by those rules.</param>
/// <param name="Offset">The offset in force then, by those rules.</param>
/// <param name="Kind">How the instant follows from the local time, by those rules.</param>
public sealed record FutureEvent(LocalDateTime Local, string ZoneId, string RulesVersion, Instant Instant, Offset Offset, OccurrenceKind Kind)
{
    /// <summary>An event at a local time.</summary>
    /// <param name="local">What people said.</param>
    /// <param name="zoneId">The zone whose clocks they mean.</param>
    /// <param name="zones">The rules.</param>
    /// <param name="resolver">What decides when the clocks skip or repeat the time; null for later by the gap, and the first of two.</param>
    /// <exception cref="DateTimeZoneNotFoundException">The provider does not know the zone.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The local time lies within two days of the ends of the calendar.</exception>
    public static FutureEvent At(LocalDateTime local, string zoneId, IDateTimeZoneProvider zones, ZoneLocalMappingResolver? resolver = null)
    {
        ArgumentNullException.ThrowIfNull(zoneId);
        ArgumentNullException.ThrowIfNull(zones);
        RequireInside(local);
        var mapping = zones[zoneId].MapLocal(local);
        return Of(zoneId, mapping, (resolver ?? Resolvers.LenientResolver)(mapping), zones.VersionId);
    }

    /// <summary>Finds the instant anew by other rules, and says what has changed. The local time never does.</summary>
    /// <param name="zones">The rules.</param>
    /// <param name="rule">What counts when the stored offset and the rules disagree.</param>
    /// <param name="resolver">What decides when the clocks skip or repeat the time; null for later by the gap, and the first of two.</param>
    /// <exception cref="ArgumentOutOfRangeException">The event has a local time within two days of the ends of the calendar, which <see cref="At"/> never gives it.</exception>
    public Rederivation Rederive(IDateTimeZoneProvider zones, OffsetRule rule = OffsetRule.Prefer, ZoneLocalMappingResolver? resolver = null)
    {
        ArgumentNullException.ThrowIfNull(zones);
        RequireInside(Local, nameof(Local));
        if (zones.GetZoneOrNull(ZoneId) is not { } zone)
        {
            return new(RederivationKind.ZoneUnknown, this, null);
        }

        var mapping = zone.MapLocal(Local);
        var kept = Of(ZoneId, mapping, Instant.InZone(zone), zones.VersionId);
        var after = rule != OffsetRule.Ignore && StillHolds(mapping, kept) ? kept
            : Of(ZoneId, mapping, (resolver ?? Resolvers.LenientResolver)(mapping), zones.VersionId);
        var kind = Compare(mapping.Count, after);
        return rule switch
        {
            OffsetRule.Use => new(kind, this, kept),
            OffsetRule.Reject when kind != RederivationKind.Unchanged => new(kind, this, null),
            _ => new(kind, this, after),
        };
    }

    /// <summary>No offset moves a local time that far inside out of the calendar.</summary>
    private static void RequireInside(LocalDateTime local, string name = "local")
    {
        var date = local.Date.WithCalendar(CalendarSystem.Iso);
        ArgumentOutOfRangeException.ThrowIfLessThan(date, LocalDate.MinIsoValue.PlusDays(2), name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(date, LocalDate.MaxIsoValue.PlusDays(-2), name);
    }

    private static FutureEvent Of(string zoneId, ZoneLocalMapping mapping, ZonedDateTime resolved, string version)
    {
        var instant = resolved.ToInstant();
        var kind = mapping.Count switch
        {
            1 => OccurrenceKind.Regular,
            2 => instant == mapping.Last().ToInstant() ? OccurrenceKind.SecondPass : OccurrenceKind.FirstPass,
            _ => instant < mapping.LateInterval.Start ? OccurrenceKind.MovedBeforeGap
                : instant == mapping.LateInterval.Start ? OccurrenceKind.MovedToGapEnd
                : OccurrenceKind.ShiftedFromGap,
        };
        return new(mapping.LocalDateTime, zoneId, version, instant, resolved.Offset, kind);
    }

    /// <summary>Whether the stored instant still is one of two showings, or what a resolver made of a gap that is still there.</summary>
    private bool StillHolds(ZoneLocalMapping mapping, FutureEvent kept) => mapping.Count switch
    {
        0 => kept.Kind == Kind && kept.Offset == Offset && Instant >= mapping.LateInterval.Start - Length(mapping) && Instant <= mapping.LateInterval.Start + Length(mapping),
        2 => mapping.First().ToInstant() == Instant || mapping.Last().ToInstant() == Instant,
        _ => false,
    };

    private static Duration Length(ZoneLocalMapping gap) => Duration.FromSeconds(gap.LateInterval.WallOffset.Seconds - gap.EarlyInterval.WallOffset.Seconds);

    private RederivationKind Compare(int count, FutureEvent after)
    {
        var countBefore = Kind switch { OccurrenceKind.Regular => 1, OccurrenceKind.FirstPass or OccurrenceKind.SecondPass => 2, _ => 0 };
        return count == countBefore
            ? after.Instant == Instant ? RederivationKind.Unchanged : RederivationKind.Moved
            : count switch { 0 => RederivationKind.NowSkipped, 1 => RederivationKind.NowUnique, _ => RederivationKind.NowRepeated };
    }
}
