using NodaTime;

namespace Carillon.Testing.Clocks;

/// <summary>A time provider that stands still until it is told otherwise; its timers fire while it is being advanced.</summary>
/// <remarks>Callbacks run one after the other on the advancing thread, each at the very time it was due.</remarks>
public sealed partial class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly Instant _start;
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _elapsed;

    /// <summary>A time provider that stands at an instant.</summary>
    public ManualTimeProvider(Instant start) => _start = start;

    /// <summary>A time provider that stands at midnight UTC of 1 January 2026.</summary>
    public ManualTimeProvider()
        : this(Instant.FromUtc(2026, 1, 1, 0, 0))
    {
    }

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => (_start + Duration.FromTimeSpan(Elapsed)).ToDateTimeOffset();

    /// <inheritdoc />
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on by a duration, stopping at each timer on the way.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative.</exception>
    public void Advance(Duration by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, Duration.Zero);
        var until = Elapsed + by.ToTimeSpan();
        while (NextDue(until) is { } timer)
        {
            timer.Fire();
        }
    }

    private TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    private ManualTimer? NextDue(TimeSpan until)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.Due <= until).MinBy(t => t.Due);
            var at = next?.Due ?? until;
            _elapsed = at > _elapsed ? at : _elapsed;
            next?.Rearm();
            return next;
        }
    }
}
