using Carillon.Tenancy;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>One tenant's queued runs in this host: those that go on, and those that were claimed ahead.</summary>
internal sealed partial class TenantQueue
{
    // Places of this host are taken: whoever is done next does not tell other tenants.
    private static readonly Duration WhileFull = Duration.FromSeconds(1);

    // As many are claimed ahead as have lately been done in this time: many quick ones, no slow ones.
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, QueueRun> _held = [];
    private readonly Queue<QueueRun> _ahead = new();
    private readonly QueueWorkers _workers;
    private readonly QueueSettler _settler;
    private readonly ILogger _logger;
    private TaskCompletionSource _ended = NewSignal();
    private WorkCounts _counts;
    private int _running;
    private int _done;
    private long _claimedAt;
    private bool _beating;

    public TenantQueue(TenantId tenant, QueueWorkers workers, ILogger logger)
    {
        Tenant = tenant;
        _workers = workers;
        _logger = logger;
        _settler = new(workers.Store, tenant, workers.Options.BatchSize);
    }

    public TenantId Tenant { get; }

    /// <summary>Claims and starts what is due until nothing is left or the budget is spent; what goes on then is left going.</summary>
    public async ValueTask<SweepReport> RunAsync(Duration budget, CancellationToken cancellationToken)
    {
        var started = _workers.Time.GetTimestamp();
        Duration Left() => budget - Duration.FromTimeSpan(_workers.Time.GetElapsedTime(started));
        await _settler.RetryAsync().ConfigureAwait(false);
        var outlook = await _workers.Store.LookAsync(Tenant, _workers.Jobs.Known, cancellationToken).ConfigureAwait(false);
        if (!(outlook.Next <= outlook.Now))
        {
            return Report(outlook, isSpent: false);
        }

        // A slow database must not eat up the budget of every call: each claims once.
        do
        {
            var found = await ClaimAsync(cancellationToken).ConfigureAwait(false);
            if (Start() is { } next)
            {
                await WaitAsync(next, Left(), cancellationToken).ConfigureAwait(false);
                continue;
            }

            await _settler.WhenRecordedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!found)
            {
                break;
            }
        }
        while (Left() > Duration.Zero);

        GiveBack();
        await _settler.WhenRecordedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        outlook = await _workers.Store.LookAsync(Tenant, _workers.Jobs.Known, cancellationToken).ConfigureAwait(false);
        return Report(outlook, Left() <= Duration.Zero);
    }

    /// <summary>Nothing goes on any more, and all ends are recorded.</summary>
    public async Task WhenIdleAsync()
    {
        while (Next() is { } next)
        {
            await next.ConfigureAwait(false);
        }

        await _settler.WhenRecordedAsync().ConfigureAwait(false);
    }

    /// <summary>Stops what goes on; it is handed back.</summary>
    public void Stop()
    {
        foreach (var run in Held())
        {
            run.Interrupt(RunInterruption.Shutdown);
        }
    }

    // True when there may be more.
    private async ValueTask<bool> ClaimAsync(CancellationToken cancellationToken)
    {
        int want;
        lock (_gate)
        {
            var room = _workers.Room(_running);
            if (_ahead.Count > 0 || room == 0)
            {
                return _running > 0;
            }

            var pace = _done / Math.Max(_workers.Time.GetElapsedTime(_claimedAt).TotalSeconds, 0.001);
            want = Math.Max(room, (int)Math.Min(pace * Ahead.TotalSeconds, _workers.Options.BatchSize));
            (_done, _claimedAt) = (0, _workers.Time.GetTimestamp());
        }

        var claimed = await _workers.Store.ClaimAsync(Tenant, _workers.Jobs.Known, want, _workers.Options.Lease, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            foreach (var run in claimed)
            {
                var held = new QueueRun(run, _workers.DefinitionOf(run));
                _held[run.Id] = held;
                _ahead.Enqueue(held);
            }

            if (_held.Count > 0 && !_beating)
            {
                _beating = true;
                _ = Task.Run(BeatAsync, CancellationToken.None);
            }
        }

        return claimed.Count > 0;
    }

    // Starts what there is room for; the next end of a run, or null when none goes on.
    private Task? Start()
    {
        lock (_gate)
        {
            while (_ahead.Count > 0 && _workers.TryTakePlace(_running))
            {
                _running++;
                var run = _ahead.Dequeue();
                _ = Task.Run(() => RunAsync(run), CancellationToken.None);
            }
        }

        return Next();
    }

    private Task? Next()
    {
        lock (_gate)
        {
            return _running > 0 ? _ended.Task : null;
        }
    }

    private List<QueueRun> Held()
    {
        lock (_gate)
        {
            return [.. _held.Values];
        }
    }

    private async Task WaitAsync(Task next, Duration atMost, CancellationToken cancellationToken)
    {
        var limit = Duration.Max(Duration.Zero, Duration.Min(atMost, Duration.FromDays(1))).ToTimeSpan();
        await next.WaitAsync(limit, _workers.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task RunAsync(QueueRun run)
    {
        var verdict = run.Run switch
        {
            { CancelReason: { } reason } => new RunVerdict(RunState.Cancelled, default, reason),
            { Attempt: var attempt } when attempt > run.Attempt.Definition.Retry.MaxAttempts =>
                new(RunState.Abandoned, default, $"Its workers ended without a word in {attempt - 1} attempts."),
            _ => null,
        };
        if (verdict is null)
        {
            await _workers.Pipeline.RunAsync(run.Attempt, run.Stops).ConfigureAwait(false);
            verdict = run.Attempt.Verdict;
        }

        // Recorded before the place is free, so that who waits for both sees neither too early.
        if (run.IsLost || verdict is null)
        {
            Forget(run, run.Attempt.Context?.Finished?.State);
        }
        else
        {
            Record(run, verdict);
        }

        lock (_gate)
        {
            _running--;
            _done++;
            _workers.FreePlace();
            var ended = _ended;
            _ended = NewSignal();
            ended.SetResult();
        }
    }

    private void Record(QueueRun run, RunVerdict verdict) => _settler.Add(
        verdict.Postponement is { } postponement ? new(run.Run, postponement) : new(run.Run, verdict.State, verdict.Counts, verdict.Reason),
        recorded => Forget(run, recorded ? verdict.State : null));

    private void Forget(QueueRun run, RunState? state)
    {
        lock (_gate)
        {
            // A later claim of the same run may be ours too.
            if (_held.GetValueOrDefault(run.Run.Id) == run)
            {
                _held.Remove(run.Run.Id);
            }

            _counts += state switch
            {
                null => new(Due: 1, LostRace: 1),
                RunState.Waiting => default,
                RunState.Retrying or RunState.Failed or RunState.Abandoned => new(Due: 1, Failed: 1),
                _ => new(Due: 1, Acted: 1),
            };
        }

        run.Dispose();
    }

    // What was claimed ahead and is not begun belongs to whoever has room for it.
    private void GiveBack()
    {
        lock (_gate)
        {
            while (_ahead.TryDequeue(out var run))
            {
                Record(run, RunVerdict.HandBack("It was claimed ahead and not begun."));
            }
        }
    }

    private SweepReport Report(QueueOutlook outlook, bool isSpent)
    {
        WorkCounts counts;
        bool isFull;
        lock (_gate)
        {
            (counts, _counts) = (_counts, default);
            isFull = _workers.Room(_running) == 0;
        }

        if (outlook.UnknownDue > 0)
        {
            counts += new WorkCounts(Due: outlook.UnknownDue, OldestOverdue: outlook.Now - outlook.OldestUnknown);
        }

        var next = isFull && outlook.Next is { } due ? Instant.Max(due, outlook.Now + WhileFull) : outlook.Next;
        return new(QueueDispatcher.Name, counts, next)
        {
            BudgetExhausted = isSpent && outlook.Next <= outlook.Now,
            Note = outlook.UnknownDue == 0 ? null : $"Queued runs that wait for a host that knows their job: {outlook.UnknownDue}.",
        };
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
