using NodaTime;

namespace Carillon.Time;

/// <summary>Ticks of elapsed time: one every period, counted from an activation. No zone, no drift.</summary>
/// <remarks>
/// Boundary k lies exactly at <c>Activation + k × Period</c>. Ticks are the boundaries with k ≥ 1: the first falls due one period after
/// the activation, which is boundary 0 and no tick itself. Nothing exists before the activation, so <see cref="Next"/> asked there
/// answers with tick 1. Every member is index arithmetic and takes constant time.
/// </remarks>
public sealed class TickSchedule : Schedule
{
    private readonly long _period;
    private readonly long _last;

    /// <summary>Ticks from an activation on.</summary>
    /// <param name="activation">Boundary 0.</param>
    /// <param name="period">The distance of ticks: positive, whole microseconds.</param>
    /// <exception cref="ArgumentException"><paramref name="period"/> is not positive or has a fraction of a microsecond.</exception>
    public TickSchedule(Instant activation, Duration period)
    {
        _period = period.ToMicroseconds();
        if (_period <= 0 || Microseconds.ToDuration(_period) != period)
        {
            throw new ArgumentException($"The period {period} must be positive and of whole microseconds.", nameof(period));
        }

        Activation = activation;
        Period = period;
        _last = (Instant.MaxValue - activation).ToMicroseconds() / _period;
    }

    /// <summary>Boundary 0: where counting starts. Not a tick.</summary>
    public Instant Activation { get; }

    /// <summary>The distance from one tick to the next.</summary>
    public Duration Period { get; }

    /// <summary>Boundary k, or null when it lies beyond <see cref="Instant.MaxValue"/>.</summary>
    /// <param name="k">0 for the activation, 1 for the first tick and so on.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is negative.</exception>
    public Instant? At(long k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        return k > _last ? null : Activation + Microseconds.ToDuration(k * _period);
    }

    /// <summary>The index of the last tick at or before the instant, which is also the number of ticks that have come; 0 before the first.</summary>
    /// <param name="instant">Any instant.</param>
    public long IndexAtOrBefore(Instant instant) =>
        instant < Activation ? 0 : (instant - Activation).ToMicroseconds() / _period;

    /// <inheritdoc/>
    public override Occurrence? Next(Instant after) => Tick(IndexAtOrBefore(after) + 1);

    /// <inheritdoc/>
    public override Occurrence? Previous(Instant before) => Tick(IndexBefore(before));

    /// <inheritdoc/>
    public override long Count(Interval interval)
    {
        var until = interval.HasEnd ? IndexBefore(interval.End) : _last;
        return until - (interval.HasStart ? IndexBefore(interval.Start) : 0);
    }

    private long IndexBefore(Instant instant) =>
        instant <= Activation ? 0 : (instant - Activation - Duration.Epsilon).ToMicroseconds() / _period;

    private Occurrence? Tick(long k) => k >= 1 && At(k) is { } instant
        ? new Occurrence(instant, instant.InUtc().LocalDateTime, Offset.Zero, OccurrenceKind.Regular)
        : null;
}
