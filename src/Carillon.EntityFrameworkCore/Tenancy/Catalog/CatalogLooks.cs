using NodaTime;

namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>Sees to it that the feed was looked at lately before memory is believed: at most one look a second, shared by all who ask, and none when nobody does.</summary>
internal sealed class CatalogLooks(Func<Task> look, IClock clock, TimeProvider time)
{
    /// <summary>How old a look may be.</summary>
    public static readonly Duration Fresh = Duration.FromSeconds(1);

    /// <summary>How old it may be while the control database does not answer.</summary>
    public static readonly Duration Outage = Duration.FromSeconds(5);

    private readonly Lock _gate = new();
    private (Instant Began, long Writes)? _last;
    private (Task Task, long Writes)? _running;
    private long _writes;

    /// <summary>Asks for a look that begins after this call, whatever the age of the last one: this host changed something.</summary>
    public void Expire()
    {
        lock (_gate)
        {
            _writes++;
        }
    }

    /// <summary>Returns once memory may be believed. Throws what the look threw, where the last one is too old.</summary>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (IsWithin(now, Fresh))
        {
            return;
        }

        var running = Join(now);
        try
        {
            await (IsWithin(now, Outage) ? running.WaitAsync(Fresh.ToTimeSpan(), time, cancellationToken) : running.WaitAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested && IsWithin(now, Outage))
        {
            // Not an answer that nobody knows: what was right a moment ago. Soon it is too old, and the failure comes out.
        }
    }

    // A clock that was set back makes the last look one of the future, which counts for nothing.
    private bool IsWithin(Instant now, Duration age)
    {
        lock (_gate)
        {
            return _last is { } last && last.Writes == _writes && now >= last.Began && now - last.Began < age;
        }
    }

    private Task Join(Instant now)
    {
        lock (_gate)
        {
            if (_running is not { } running || running.Task.IsCompleted || running.Writes != _writes)
            {
                var writes = _writes;
                running = (Task.Run(() => LookAsync(now, writes)), writes);
                _running = running;
            }

            return running.Task;
        }
    }

    private async Task LookAsync(Instant began, long writes)
    {
        await look().ConfigureAwait(false);
        lock (_gate)
        {
            if (_last is not { } last || writes >= last.Writes)
            {
                _last = (began, writes);
            }
        }
    }
}
