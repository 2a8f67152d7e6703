using Carillon.Jobs;
using Carillon.Locking;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Testing.Conformance.Jobs;

/// <summary>What the marks of runs and sweeps in a tenant's database must do.</summary>
public abstract class RunMarksSuite : ConformanceSuite
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly RunOutcome Outcome = new(RunState.Partial, new(3, 2, 1, 0, 0, Duration.FromSeconds(9)), "why", At);
    private readonly Guid _run = Guid.NewGuid();

    /// <summary>The marks of runs.</summary>
    protected abstract IRunMarks Runs { get; }

    /// <summary>The marks of sweeps.</summary>
    protected abstract ISweepMarks Sweeps { get; }

    /// <summary>Opens a transaction on a tenant's database that is empty at first.</summary>
    protected abstract ValueTask<TenantTransaction> BeginAsync(CancellationToken cancellationToken);

    /// <summary>The fence only rises, over epochs too, and never after the outcome.</summary>
    public async Task The_fence_only_rises(CancellationToken cancellationToken)
    {
        await ExpectRaisedAsync(new(1, 2), new(1, 2), cancellationToken).ConfigureAwait(false);
        await ExpectRaisedAsync(new(1, 1), new(1, 2), cancellationToken).ConfigureAwait(false);
        await ExpectRaisedAsync(new(2, 1), new(2, 1), cancellationToken).ConfigureAwait(false);
        await ExpectRaisedAsync(new(1, 9), new(2, 1), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Only the holder of the fence finishes the run, once; the outcome is read back.</summary>
    public async Task Only_the_holder_finishes_and_once(CancellationToken cancellationToken)
    {
        await ExpectRaisedAsync(new(0, 3), new(0, 3), cancellationToken).ConfigureAwait(false);
        Expect.True(!await FinishAsync(new(0, 2), cancellationToken).ConfigureAwait(false), "a lower fence does not finish");
        Expect.True(await FinishAsync(new(0, 3), cancellationToken).ConfigureAwait(false), "the holder does");
        Expect.True(!await FinishAsync(new(0, 3), cancellationToken).ConfigureAwait(false), "once");
        var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var mark = await Runs.RaiseAsync(transaction, _run, new(0, 4), cancellationToken).ConfigureAwait(false);
            Expect.Equal(new RunMark(new(0, 3), Outcome), mark, "an outcome stays, with its fence");
        }
    }

    /// <summary>The check holds for the own fence while there is no outcome.</summary>
    public async Task The_check_holds_for_the_own_live_run(CancellationToken cancellationToken)
    {
        Expect.True(!await CheckAsync(new(0, 1), cancellationToken).ConfigureAwait(false), "an unknown run is not one's own");
        await ExpectRaisedAsync(new(0, 1), new(0, 1), cancellationToken).ConfigureAwait(false);
        Expect.True(await CheckAsync(new(0, 1), cancellationToken).ConfigureAwait(false), "the own run is");
        Expect.True(!await CheckAsync(new(0, 2), cancellationToken).ConfigureAwait(false), "another fence is not");
        await FinishAsync(new(0, 1), cancellationToken).ConfigureAwait(false);
        Expect.True(!await CheckAsync(new(0, 1), cancellationToken).ConfigureAwait(false), "an ended run is not");
    }

    /// <summary>What was not committed never was.</summary>
    public async Task A_rolled_back_mark_never_was(CancellationToken cancellationToken)
    {
        var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await Runs.RaiseAsync(transaction, _run, new(0, 1), cancellationToken).ConfigureAwait(false);
            await Sweeps.RaiseAsync(transaction, new("a.b"), new(At, At), cancellationToken).ConfigureAwait(false);
        }

        transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            Expect.Null(await Runs.FindAsync(transaction, _run, cancellationToken).ConfigureAwait(false), "no mark of the run");
            Expect.Null(await Sweeps.ReadAsync(transaction, new("a.b"), cancellationToken).ConfigureAwait(false), "no mark of the sweep");
        }
    }

    /// <summary>Both parts of a sweep's mark only rise, each by itself.</summary>
    public async Task The_parts_of_a_sweeps_mark_only_rise(CancellationToken cancellationToken)
    {
        var sweep = new JobName("conformance.sweep");
        var second = Duration.FromSeconds(1);
        foreach (var (raise, expected) in new (SweepMark, SweepMark)[]
        {
            (new(At, At), new(At, At)),
            (new(At + second, At - second), new(At + second, At)),
            (new(At, At + second), new(At + second, At + second)),
        })
        {
            var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await Sweeps.RaiseAsync(transaction, sweep, raise, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                Expect.Equal<SweepMark?>(expected, await Sweeps.ReadAsync(transaction, sweep, cancellationToken).ConfigureAwait(false), "each part keeps its highest");
            }
        }
    }

    private async Task ExpectRaisedAsync(Fence raise, Fence expected, CancellationToken cancellationToken)
    {
        var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var mark = await Runs.RaiseAsync(transaction, _run, raise, cancellationToken).ConfigureAwait(false);
            Expect.Equal(new RunMark(expected, null), mark, "the highest fence stays");
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> FinishAsync(Fence fence, CancellationToken cancellationToken)
    {
        var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var finished = await Runs.FinishAsync(transaction, _run, fence, Outcome, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return finished;
        }
    }

    private async Task<bool> CheckAsync(Fence fence, CancellationToken cancellationToken)
    {
        var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            return await Runs.CheckAsync(transaction, _run, fence, cancellationToken).ConfigureAwait(false);
        }
    }
}
