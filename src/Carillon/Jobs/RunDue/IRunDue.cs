namespace Carillon.Jobs;

/// <summary>Does everything that is due now, once, for plain crontab, systemd timers or Kubernetes CronJobs.</summary>
public interface IRunDue
{
    /// <summary>Visits every active tenant: all sweeps until nothing is due, due occurrences, the outbox. Failures are reported, not thrown.</summary>
    ValueTask<RunDueReport> RunAsync(RunDueRequest request, CancellationToken cancellationToken);
}
