using Carillon.Time;
using NodaTime;

namespace Carillon.Testing.Clocks;

/// <summary>A clock that stands still until it is told otherwise. Safe for use by several threads.</summary>
/// <remarks>Instants are cut to microseconds, as everywhere in Carillon, so that what is compared is what was stored.</remarks>
public sealed class ManualClock : IClock
{
    private readonly Lock _gate = new();
    private Instant _now;

    /// <summary>A clock that stands at an instant.</summary>
    public ManualClock(Instant now) => _now = now.TruncateToMicroseconds();

    /// <summary>A clock that stands at a UTC time.</summary>
    public static ManualClock AtUtc(int year, int month, int day, int hour = 0, int minute = 0) =>
        new(Instant.FromUtc(year, month, day, hour, minute));

    /// <inheritdoc/>
    public Instant GetCurrentInstant()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>Moves on by a duration, which is not negative. Gives the new time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative.</exception>
    public Instant Advance(Duration by)
    {
        if (by < Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(by), by, "A clock does not go back; ask TurnBack for a clock that fails.");
        }

        lock (_gate)
        {
            return _now = (_now + by).TruncateToMicroseconds();
        }
    }

    /// <summary>Moves on to an instant; staying is fine.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies in this clock's past.</exception>
    public void AdvanceTo(Instant to)
    {
        lock (_gate)
        {
            if (to.TruncateToMicroseconds() < _now)
            {
                throw new ArgumentOutOfRangeException(nameof(to), to, $"The clock stands at {_now}; ask TurnBack for a clock that fails.");
            }

            _now = to.TruncateToMicroseconds();
        }
    }

    /// <summary>Goes back, as a failing or corrected clock does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies in this clock's future.</exception>
    public void TurnBack(Instant to)
    {
        lock (_gate)
        {
            if (to.TruncateToMicroseconds() > _now)
            {
                throw new ArgumentOutOfRangeException(nameof(to), to, $"The clock stands at {_now}; going on is AdvanceTo.");
            }

            _now = to.TruncateToMicroseconds();
        }
    }
}
