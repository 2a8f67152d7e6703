using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Looks for due work and starts it as slots allow. It owns no time: the loop, or a manual runner, says when to look.</summary>
internal sealed partial class RunnerCore(
    DueReader reader,
    DueWorker worker,
    RunnerSeeds seeds,
    OccurrenceFeed occurrences,
    RunExecutor runs,
    IRunStore runStore,
    JobCatalog jobs,
    WakeHints hints,
    WakeSignal signal,
    KnownWakes known,
    RunnerSlots slots,
    QueueWorkers queues,
    IOptions<RunnerOptions> options,
    ILogger<RunnerCore> logger) : IRunnerStep, IDisposable
{
    private readonly CancellationTokenSource _work = new();

    /// <summary>Looks once: starts what is due and fits, and says when the next thing is due.</summary>
    public async ValueTask<RunnerStep> PumpAsync(CancellationToken cancellationToken)
    {
        await hints.RetryAsync(cancellationToken).ConfigureAwait(false);
        await seeds.EnsureAsync(cancellationToken).ConfigureAwait(false);
        slots.Add(await reader.ClaimProbesAsync(options.Value.ProbeInterval, cancellationToken).ConfigureAwait(false));
        var (now, due, next) = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        slots.Add(due);
        var started = StartQueued();
        var (ran, nextRun) = await StartRunsAsync(cancellationToken).ConfigureAwait(false);
        return new(now ?? known.Now, DueReader.Earlier(next, nextRun), started + ran);
    }

    /// <inheritdoc />
    public async ValueTask<RunnerStep> RunDueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var step = await PumpAsync(cancellationToken).ConfigureAwait(false);
            await slots.WhenIdleAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            await queues.WhenIdleAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (step.Started == 0)
            {
                return step;
            }
        }
    }

    /// <summary>Waits for what goes on; after the limit it is stopped, and hands its runs back.</summary>
    public async Task DrainAsync(CancellationToken limit)
    {
        try
        {
            await slots.WhenIdleAsync().WaitAsync(limit).ConfigureAwait(false);
            await queues.WhenIdleAsync().WaitAsync(limit).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogDrainLimit();
            await _work.CancelAsync().ConfigureAwait(false);
            queues.Stop();
            await slots.WhenIdleAsync().ConfigureAwait(false);
            await queues.WhenIdleAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _work.Dispose();

    private int StartQueued()
    {
        var started = 0;
        while (slots.Free(options.Value.Parallelism) > 0 && slots.Take() is { } work)
        {
            slots.Start(work.Tenant, () => worker.RunAsync(work, _work.Token).AsTask(), OnEnded);
            started++;
        }

        return started;
    }

    // A slot is free and a tenant is no longer busy: the queue, or the store, may have more for them.
    private void OnEnded()
    {
        if (!_work.IsCancellationRequested && StartQueued() == 0)
        {
            signal.Raise(Instant.MinValue);
        }
    }

    private async ValueTask<(int Started, Instant? Next)> StartRunsAsync(CancellationToken cancellationToken)
    {
        if (jobs.All.Count == 0)
        {
            return (0, null);
        }

        await occurrences.InsertDueAsync(null, cancellationToken).ConfigureAwait(false);
        var next = await occurrences.NextAsync(cancellationToken).ConfigureAwait(false);
        var backlog = await runStore.NextAsync(jobs.Known, cancellationToken).ConfigureAwait(false);
        var free = slots.Free(options.Value.Parallelism);
        if (free == 0)
        {
            // The end of something going on is the next time to look.
            return (0, next);
        }

        if (!(backlog.Next <= backlog.Now))
        {
            return (0, DueReader.Earlier(next, backlog.Next));
        }

        var claimed = await runs.ClaimAsync(null, null, free, cancellationToken).ConfigureAwait(false);
        foreach (var run in claimed)
        {
            slots.Start(null, () => RunAsync(run), OnEnded);
        }

        // Nothing to be had means that another host is just claiming it.
        return (claimed.Count, DueReader.Earlier(next, backlog.Now + (claimed.Count > 0 ? Duration.Zero : WakeRules.FirstStep)));
    }

    private async Task RunAsync(JobRun run)
    {
        try
        {
            await runs.RunAsync(run, null, _work.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The record could not be written: the claim expires, and the next one begins where the tenant's database says.
            LogNotRecorded(error, run.Payload.Definition, run.Tenant, run.Id);
        }
    }
}
