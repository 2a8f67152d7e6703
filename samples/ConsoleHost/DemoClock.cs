using Carillon.Tenancy;
using NodaTime;

namespace ConsoleHost;

/// <summary>A clock that stands where the log is; <see cref="Start"/> lets it go on from there.</summary>
internal sealed class DemoClock(TimeProvider time) : IClock, IDatabaseClock
{
    private Instant _now = Instant.FromUtc(2026, 1, 1, 0, 0);
    private long? _startedAt;

    public Instant GetCurrentInstant() =>
        _startedAt is { } started ? _now + Duration.FromTimeSpan(time.GetElapsedTime(started)) : _now;

    public ValueTask<Instant> ReadAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetCurrentInstant());

    /// <summary>Moves on; never back.</summary>
    public void MoveTo(Instant instant) => _now = Instant.Max(_now, instant);

    public void Start() => _startedAt = time.GetTimestamp();
}
