using NodaTime;

namespace Carillon.Time.Tests.Zoned;

/// <summary>An instant at which the clocks of a zone change.</summary>
internal sealed record Transition(DateTimeZone Zone, Instant Instant)
{
    public static readonly Interval Modern = new(NodaTime.Instant.FromUtc(1970, 1, 1, 0, 0), NodaTime.Instant.FromUtc(2038, 1, 1, 0, 0));

    /// <summary>The transitions of zones from 1970 to 2037.</summary>
    public static IEnumerable<Transition> Of(IEnumerable<string> zones) =>
        from zone in zones.Select(Zones.Get)
        from rules in zone.GetZoneIntervals(Modern).Skip(1)
        select new Transition(zone, rules.Start);

    public Interval Around(Duration distance) => new(Instant - distance, Instant + distance);

    public override string ToString() => $"{Zone} {Instant}";
}
