using NodaTime;

namespace Carillon.Time;

public sealed partial class ZonedSchedule
{
    /// <inheritdoc/>
    public override IEnumerable<Occurrence> Range(Interval interval)
    {
        var (from, to) = Seconds(interval);
        for (var quiet = default(QuietStretch); Find(ref quiet, from, out var hit) && hit.Instant < to; from = hit.Instant + 1)
        {
            yield return hit.ToOccurrence();
        }
    }

    /// <inheritdoc/>
    public override long Count(Interval interval)
    {
        var (from, to) = Seconds(interval);
        var count = 0L;
        for (var quiet = default(QuietStretch); Find(ref quiet, from, out var hit) && hit.Instant < to; from = hit.Instant + 1)
        {
            count++;
        }

        return count;
    }

    /// <summary>Finds the next occurrence; away from transitions without asking the zone again.</summary>
    private bool Find(ref QuietStretch quiet, long from, out Hit hit)
    {
        if (quiet.Next(_times, from, out var instant))
        {
            hit = quiet.Show(instant);
            return true;
        }

        var found = _walk.Next(from, out hit);
        quiet = found ? new(Zone.GetZoneInterval(Instant.FromUnixTimeSeconds(hit.Instant))) : default;
        return found;
    }

    /// <summary>The whole seconds from the start of an interval to its end, both rounded up.</summary>
    private (long From, long To) Seconds(Interval interval) => (
        interval.HasStart ? Ceiling(interval.Start) : long.MinValue,
        Math.Min(interval.HasEnd ? Ceiling(interval.End) : long.MaxValue, _until == long.MaxValue ? _until : _until + 1));

    private static long Ceiling(Instant instant)
    {
        var floor = instant.ToUnixTimeSeconds();
        return Instant.FromUnixTimeSeconds(floor) == instant ? floor : floor + 1;
    }
}
