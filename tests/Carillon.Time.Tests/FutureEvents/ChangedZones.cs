using NodaTime;
using NodaTime.TimeZones;

namespace Carillon.Time.Tests.FutureEvents;

/// <summary>The rules of today, but for one zone that stops changing its clocks: what Vancouver and others did in 2026.</summary>
internal sealed class ChangedZones(string id, Instant stop, Offset offset) : IDateTimeZoneProvider
{
    private readonly DateTimeZoneCache _rules = new(TzdbDateTimeZoneSource.Default);

    public string VersionId => "changed";

    public System.Collections.ObjectModel.ReadOnlyCollection<string> Ids => _rules.Ids;

    public DateTimeZone this[string zone] => GetZoneOrNull(zone) ?? throw new DateTimeZoneNotFoundException(zone);

    public DateTimeZone GetSystemDefault() => throw new NotSupportedException();

    public DateTimeZone? GetZoneOrNull(string zone) =>
        zone == "Nowhere/Gone" ? null : zone == id ? new StoppedZone(_rules[zone], stop, offset) : _rules.GetZoneOrNull(zone);

    private sealed class StoppedZone(DateTimeZone inner, Instant stop, Offset offset) : DateTimeZone(inner.Id, false, inner.MinOffset, inner.MaxOffset)
    {
        public override ZoneInterval GetZoneInterval(Instant instant)
        {
            if (instant >= stop)
            {
                return new ZoneInterval("STOP", stop, null, offset, Offset.Zero);
            }

            var rules = inner.GetZoneInterval(instant);
            return rules.HasEnd && rules.End <= stop ? rules : new ZoneInterval(rules.Name, rules.HasStart ? rules.Start : null, stop, rules.WallOffset, rules.Savings);
        }
    }
}
