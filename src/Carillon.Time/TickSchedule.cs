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
    // In NodaTime's ticks of 100 ns, which reach over all instants; an activation between two of them keeps its rest apart.
    private readonly long _activation;
    private readonly long _period;
    private readonly Duration _rest;
    private readonly bool _hasRest;
    private readonly long _last;

    /// <summary>Ticks from an activation on.</summary>
    /// <param name="activation">Boundary 0.</param>
    /// <param name="period">The distance of ticks: positive, whole microseconds.</param>
    /// <exception cref="ArgumentException"><paramref name="period"/> is not positive or has a fraction of a microsecond.</exception>
    public TickSchedule(Instant activation, Duration period)
    {
        var micros = period.ToMicroseconds();
        if (micros <= 0 || Microseconds.ToDuration(micros) != period)
        {
            throw new ArgumentException($"The period {period} must be positive and of whole microseconds.", nameof(period));
        }

        Activation = activation;
        Period = period;
        _activation = activation.ToUnixTimeTicks();
        _period = micros * (NodaConstants.TicksPerMillisecond / 1_000);
        _rest = activation - Instant.FromUnixTimeTicks(_activation);
        _hasRest = _rest > Duration.Zero;
        _last = IndexAtOrBefore(Instant.MaxValue);
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
        if (k > _last)
        {
            return null;
        }

        var boundary = Instant.FromUnixTimeTicks(_activation + (k * _period));
        return _hasRest ? boundary + _rest : boundary;
    }

    /// <summary>The index of the last tick at or before the instant, which is also the number of ticks that have come; 0 before the first.</summary>
    /// <param name="instant">Any instant.</param>
    public long IndexAtOrBefore(Instant instant)
    {
        var elapsed = (_hasRest ? instant - _rest : instant).ToUnixTimeTicks() - _activation;
        return elapsed <= 0 ? 0 : (long)((ulong)elapsed / (ulong)_period);
    }

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

    private long IndexBefore(Instant instant) => instant <= Activation ? 0 : IndexAtOrBefore(instant - Duration.Epsilon);

    private Occurrence? Tick(long k) => k >= 1 && At(k) is { } instant
        ? new Occurrence(instant, instant.InUtc().LocalDateTime, Offset.Zero, OccurrenceKind.Regular)
        : null;
}
