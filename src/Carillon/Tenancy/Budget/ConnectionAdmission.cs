using NodaTime;

namespace Carillon.Tenancy;

/// <summary>Lets callers to the connections of one server, within its budget; closes what gives way.</summary>
internal sealed class ConnectionAdmission(string server, int budget, ConnectionBudgetOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly ServerPlaces _places = new(budget);
    private readonly KeyValuePair<string, object?> _tag = new(CarillonTelemetry.ServerTag, server);

    public ConnectionUse Use
    {
        get
        {
            lock (_lock)
            {
                return new(server, budget, _places.Taken, _places.Idle, _places.Waiting, _places.Evicted);
            }
        }
    }

    /// <summary>Takes a place, and makes room for its connection. True where an idle connection of the pool is there for it.</summary>
    /// <exception cref="ConnectionBudgetExceededException">There was none to be had.</exception>
    public async ValueTask<bool> EnterAsync(PoolPlaces pool, CancellationToken cancellationToken)
    {
        PlaceGrant? grant;
        PlaceRequest? request = null;
        lock (_lock)
        {
            grant = _places.TryTake(pool);
            if (grant is null && options.WhenExhausted == ExhaustedBudget.Wait)
            {
                request = _places.Enqueue(pool);
            }
        }

        grant ??= request is null ? throw Exceeded(Duration.Zero) : await WaitAsync(request, cancellationToken).ConfigureAwait(false);
        if (grant.Victim is { } victim)
        {
            await EvictAsync(pool, victim, grant.Closing).ConfigureAwait(false);
        }

        return grant.Reuses;
    }

    public void Return(PoolPlaces pool, bool staysOpen)
    {
        lock (_lock)
        {
            _places.Return(pool, staysOpen, time.GetTimestamp());
        }
    }

    /// <summary>Closes a pool; what is in use is counted until it is given back.</summary>
    public async ValueTask RetireAsync(PoolPlaces pool)
    {
        int closing;
        lock (_lock)
        {
            closing = _places.Retire(pool);
        }

        try
        {
            await pool.Pool.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            Release(closing);
        }
    }

    /// <summary>Closes the connections that nobody has used for longer than they are kept.</summary>
    public async Task TrimAsync()
    {
        var since = time.GetTimestamp() - (long)(options.IdleLifetime.TotalSeconds * time.TimestampFrequency);
        while (true)
        {
            (PoolPlaces Pool, int Closing)? old;
            lock (_lock)
            {
                old = _places.Trim(since);
            }

            if (old is not { } trimmed)
            {
                return;
            }

            await CloseAsync(trimmed.Pool, trimmed.Closing).ConfigureAwait(false);
        }
    }

    private async ValueTask<PlaceGrant> WaitAsync(PlaceRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            return await request.Granted.WaitAsync(options.LongestWait.ToTimeSpan(), time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            bool left;
            lock (_lock)
            {
                left = _places.Leave(request);
            }

            if (!left)
            {
                // Served meanwhile: it has a place, and gives it back as any other.
                return await request.Granted.ConfigureAwait(false);
            }

            if (error is TimeoutException)
            {
                throw Exceeded(Duration.FromTimeSpan(time.GetElapsedTime(started)));
            }

            throw;
        }
        finally
        {
            CarillonTelemetry.ConnectionWait.Record(time.GetElapsedTime(started).TotalSeconds, _tag);
        }
    }

    private async ValueTask EvictAsync(PoolPlaces pool, PoolPlaces victim, int closing)
    {
        CarillonTelemetry.ConnectionsEvicted.Add(closing, _tag);
        try
        {
            // One of their places is the caller's now.
            await CloseAsync(victim, closing - 1).ConfigureAwait(false);
        }
        catch
        {
            Return(pool, staysOpen: false);
            throw;
        }
    }

    private async ValueTask CloseAsync(PoolPlaces pool, int released)
    {
        try
        {
            await pool.Pool.CloseIdleAsync().ConfigureAwait(false);
        }
        finally
        {
            Release(released);
        }
    }

    private void Release(int closed)
    {
        lock (_lock)
        {
            _places.Release(closed);
        }
    }

    private ConnectionBudgetExceededException Exceeded(Duration waited)
    {
        CarillonTelemetry.ConnectionsRefused.Add(1, _tag);
        return new(server, budget, Use.Waiting, waited);
    }
}
