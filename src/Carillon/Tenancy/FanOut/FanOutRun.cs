using NodaTime;

namespace Carillon.Tenancy;

/// <summary>One fan-out: visits tenants side by side, each isolated from the others, and reports each once.</summary>
/// <remarks>One loop starts the attempts and takes in how they ended, so nothing here is shared but the attempts themselves.</remarks>
internal sealed class FanOutRun<T>(FanOutAttempt<T> attempt, TenantFanOutOptions options, FanOutHost host, CancellationToken cancelled)
{
    private readonly FanOutResults<T> _results = new();
    private readonly FanOutQueue _queue = new(options.MostPerServer ?? int.MaxValue);
    private readonly FanOutProgress _progress = new(options.Progress);
    private readonly FanOutCheckpoints _checkpoints = new(options);
    private readonly List<Task<Attempted>> _running = [];
    private readonly long _began = host.Time.GetTimestamp();
    private readonly SortedSet<TenantId> _unfinished = [];
    private int _failures;

    private bool IsStopped => cancelled.IsCancellationRequested || _failures >= options.FailureMode.After;

    private Duration Now => Duration.FromTimeSpan(host.Time.GetElapsedTime(_began));

    public async Task<TenantFanOutReport<T>> VisitAsync(IAsyncEnumerable<Tenant> tenants)
    {
        await foreach (var tenant in tenants.ConfigureAwait(false))
        {
            // A catalogue that changes while it is read may name a tenant again: it is visited once.
            if (_checkpoints.TryAdd(tenant.Id) && _results.TryAdd(tenant.Id))
            {
                _queue.Add(tenant);
            }
        }

        while (StartWhatCan())
        {
            await EndOfOneAsync().ConfigureAwait(false);
        }

        // Those that waited for another attempt when the run stopped: their last one counts.
        foreach (var tenant in _unfinished.ToList())
        {
            Finish(tenant);
        }

        await _checkpoints.FlushAsync().ConfigureAwait(false);
        return new(_results.ToList()) { Checkpoint = _checkpoints.Current, CheckpointError = _checkpoints.Error };
    }

    // False once there is nothing to wait for.
    private bool StartWhatCan()
    {
        _queue.Wake(Now);
        while (!IsStopped && _running.Count < options.Parallelism && _queue.Take() is { } tenant)
        {
            if (_unfinished.Contains(tenant.Id) || Begin(tenant))
            {
                _running.Add(AttemptAsync(tenant));
            }
        }

        return _running.Count > 0 || (!IsStopped && !_queue.IsEmpty);
    }

    // False where the tenant is left out.
    private bool Begin(Tenant tenant)
    {
        if (options.Circuit is { } circuit && host.Circuits.Refusal(circuit, tenant.Id) is { } refusal)
        {
            _queue.Release(tenant);
            _results.NoteLeftOut(tenant.Id, new TenantLeftOutException(refusal));
            _progress.Ended(tenant.Id, TenantOutcome.LeftOut);
            return false;
        }

        _unfinished.Add(tenant.Id);
        _progress.Started(tenant.Id);
        return true;
    }

    private async ValueTask EndOfOneAsync()
    {
        var waits = new List<Task>(_running);
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        if (!IsStopped && _queue.NextRested is { } rested)
        {
            waits.Add(Task.Delay(Duration.Max(rested - Now, Duration.Zero).ToTimeSpan(), host.Time, woken.Token));
        }

        var first = await Task.WhenAny(waits).ConfigureAwait(false);
        await woken.CancelAsync().ConfigureAwait(false);
        if (first is Task<Attempted> ended)
        {
            _running.Remove(ended);
            TakeIn(await ended.ConfigureAwait(false));
        }
    }

    private async Task<Attempted> AttemptAsync(Tenant tenant)
    {
        var started = host.Time.GetTimestamp();
        var ended = await attempt.RunAsync(tenant).ConfigureAwait(false);
        return new(tenant, ended, Duration.FromTimeSpan(host.Time.GetElapsedTime(started)));
    }

    private void TakeIn(Attempted attempted)
    {
        var (tenant, ended, elapsed) = attempted;
        _queue.Release(tenant);
        _results.Note(tenant.Id, ended, elapsed);
        if (IsTriedAgain(tenant.Id, ended.Outcome, ended.Error))
        {
            _queue.Rest(tenant, Now + options.Retry!.After(_results.Of(tenant.Id).Attempts, tenant.Id));
        }
        else
        {
            Finish(tenant.Id);
        }
    }

    private void Finish(TenantId tenant)
    {
        var result = _results.Of(tenant);
        _unfinished.Remove(tenant);
        if (options.Circuit is { } circuit)
        {
            host.Circuits.Note(circuit, tenant, result.Outcome, result.Error);
        }

        if (result.Outcome == TenantOutcome.Succeeded)
        {
            _checkpoints.Succeeded(tenant);
        }
        else
        {
            _failures++;
        }

        _progress.Ended(tenant, result.Outcome);
    }

    private bool IsTriedAgain(TenantId tenant, TenantOutcome outcome, Exception? error) =>
        outcome == TenantOutcome.Failed && !IsStopped && options.Retry is { } retry && _results.Of(tenant).Attempts < retry.Attempts && host.IsOutage(error);

    private sealed record Attempted(Tenant Tenant, (TenantOutcome Outcome, T? Value, Exception? Error) Ended, Duration Elapsed);
}
