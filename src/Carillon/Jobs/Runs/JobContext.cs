using Carillon.Locking;
using Carillon.Operations;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>What a job knows of its run, and its way to write.</summary>
public sealed class JobContext
{
    private readonly ITenantConnections _connections;
    private readonly IRunGuard _guard;

    internal JobContext(JobRun run, TenantScope scope, ITenantConnections connections, IRunGuard guard, IProgress<OperationProgress> progress)
    {
        Run = run;
        Tenant = scope.Tenant;
        Services = scope.Services;
        Progress = progress;
        _connections = connections;
        _guard = guard;
    }

    /// <summary>The tenant.</summary>
    public Tenant Tenant { get; }

    /// <summary>Services of this attempt.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The run's id; the same in every attempt, so that keys of effects can follow from it.</summary>
    public Guid RunId => Run.Id;

    /// <summary>The occurrence; null for a run that was asked for.</summary>
    public RunOccurrence? Occurrence => Run.Occurrence;

    /// <summary>When the run fell due.</summary>
    public Instant DueAt => Run.DueAt;

    /// <summary>1 for the first attempt.</summary>
    public int Attempt => Run.Attempt;

    /// <summary>The fencing token of this attempt, for writes to other systems that check one.</summary>
    public Fence Fence => Run.Fence;

    /// <summary>Lines for people who watch.</summary>
    public IProgress<OperationProgress> Progress { get; }

    /// <summary>Why the job's token has fired.</summary>
    public RunInterruption Interruption { get; internal set; }

    /// <summary>The outcome that the job committed itself; null when the pipeline is to write it.</summary>
    internal RunOutcome? Finished { get; private set; }

    private JobRun Run { get; }

    /// <summary>Opens a transaction for effects, after checking that this attempt still owns the run; nobody takes it over before the end of it.</summary>
    /// <exception cref="RunLostException">Another worker took the run over.</exception>
    public async ValueTask<TenantTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var transaction = await _connections.BeginAsync(Run.Tenant, cancellationToken).ConfigureAwait(false);
        try
        {
            return await _guard.CheckAsync(transaction, RunId, Fence, cancellationToken).ConfigureAwait(false)
                ? transaction
                : throw new RunLostException(RunId, Fence);
        }
        catch
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Writes the outcome into the last effect transaction, so that effects and end of the run are one. The caller commits.</summary>
    /// <remarks>Optional: without it the pipeline writes the outcome in a transaction of its own after the job returned.</remarks>
    /// <exception cref="ArgumentException">The result is not final: a retry or a snooze.</exception>
    /// <exception cref="RunLostException">Another worker took the run over.</exception>
    public async ValueTask FinishAsync(TenantTransaction transaction, JobResult result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var verdict = RunVerdict.Final(result) ?? throw new ArgumentException($"{result} does not end a run.", nameof(result));
        var outcome = verdict.At(await transaction.NowAsync(cancellationToken).ConfigureAwait(false));
        if (!await _guard.FinishAsync(transaction, RunId, Fence, outcome, cancellationToken).ConfigureAwait(false))
        {
            throw new RunLostException(RunId, Fence);
        }

        transaction.OnCommitted(_ =>
        {
            Finished = outcome;
            return ValueTask.CompletedTask;
        });
    }
}
