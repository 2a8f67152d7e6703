using NodaTime;

namespace Carillon.Jobs;

/// <summary>Renews the claim while the job runs, and stops the job when it is lost.</summary>
internal sealed class LeaseStep(IRunStore store, TimeProvider time) : IRunStep
{
    /// <summary>How long a claim holds without a renewal.</summary>
    public static readonly Duration Length = Duration.FromSeconds(90);

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(30);

    public async ValueTask<RunEnd> RunAsync(RunAttempt attempt, RunNext next, CancellationToken cancellationToken)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var ended = new CancellationTokenSource();
        var renewal = RenewAsync(attempt, lost, ended.Token);
        try
        {
            return await next(attempt, lost.Token).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await renewal.ConfigureAwait(false);
        }
    }

    private async Task RenewAsync(RunAttempt attempt, CancellationTokenSource lost, CancellationToken ended)
    {
        var run = attempt.Run;
        var renewed = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(RenewEvery, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
            {
                return;
            }

            bool held;
            try
            {
                held = await store.RenewAsync(run.Id, run.Fence, Length, ended).ConfigureAwait(false);
                renewed = held ? time.GetTimestamp() : renewed;
            }
            catch (Exception)
            {
                // Control is out of reach: the claim holds until its end; the fence in the tenant's database guards the effects anyway.
                held = ended.IsCancellationRequested || time.GetElapsedTime(renewed) + RenewEvery < Length.ToTimeSpan();
            }

            if (!held)
            {
                attempt.Interrupt(RunInterruption.LeaseLost);
                await lost.CancelAsync().ConfigureAwait(false);
                return;
            }
        }
    }
}
