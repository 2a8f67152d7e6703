using NodaTime;

namespace Carillon.Jobs;

/// <summary>Remembers when things that are done now and then were done last.</summary>
internal sealed class Cadence(IClock clock)
{
    private readonly Dictionary<object, Instant> _done = [];

    /// <summary>True when the interval has passed since it was done, or the clock was set back.</summary>
    public bool IsTime(object key, Duration interval)
    {
        var now = clock.GetCurrentInstant();
        return !_done.TryGetValue(key, out var last) || now - last >= interval || now < last;
    }

    public void Done(object key) => _done[key] = clock.GetCurrentInstant();
}
