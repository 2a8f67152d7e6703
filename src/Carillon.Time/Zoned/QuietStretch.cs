using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.TimeZones;

namespace Carillon.Time;

/// <summary>The whole seconds of a constant offset that no transition is near to: local times there are shown once, and nothing but the offset matters.</summary>
internal readonly struct QuietStretch
{
    // [_from, _until) on the clocks of the stretch.
    private readonly long _from;
    private readonly long _until;
    private readonly int _offset;

    /// <summary>The quiet part of rules; with nothing in it where transitions are close to each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public QuietStretch(ZoneInterval rules)
    {
        _offset = rules.WallOffset.Seconds;
        _from = rules.HasStart ? rules.Start.ToUnixTimeSeconds() + ZoneSpan.Reach + 2 + _offset : Walk.FirstInstant + _offset;
        _until = rules.HasEnd ? rules.End.ToUnixTimeSeconds() - ZoneSpan.Reach + _offset : Walk.LastInstant + 1 + _offset;
    }

    /// <summary>The first occurrence at or after a second, where both are quiet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next(LocalSchedule schedule, long from, out long instant)
    {
        var local = from + _offset;
        var scheduled = Holds(local) ? schedule.NextSecond(local) : long.MaxValue;
        instant = scheduled - _offset;
        return scheduled < _until;
    }

    /// <summary>The last occurrence at or before a second, where both are quiet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Previous(LocalSchedule schedule, long to, out long instant)
    {
        var local = to + _offset;
        var scheduled = Holds(local) ? schedule.PreviousSecond(local) : long.MinValue;
        instant = scheduled - _offset;
        return scheduled >= _from;
    }

    /// <summary>The occurrence at a quiet second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Hit Show(long instant) => new(instant, instant + _offset, _offset, OccurrenceKind.Regular);

    private bool Holds(long local) => local >= _from && local < _until;
}
