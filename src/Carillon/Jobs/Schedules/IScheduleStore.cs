using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Keeps where schedules stand, in the control database beside the runs.</summary>
public interface IScheduleStore
{
    /// <summary>Creates missing schedules and starts those anew whose job or period differs; others are left alone.</summary>
    ValueTask EnsureAsync(IReadOnlyCollection<ScheduleSeed> seeds, CancellationToken cancellationToken);

    /// <summary>Schedules of known jobs whose next occurrence comes within <paramref name="ahead"/>, earliest first.</summary>
    /// <param name="known">The jobs of the host.</param>
    /// <param name="ahead">How far ahead of the store's clock to look; zero for what is due.</param>
    /// <param name="tenant">Only this tenant's; null for all.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ScheduleRows> ListAsync(IReadOnlyCollection<JobName> known, Duration ahead, TenantId? tenant, int limit, CancellationToken cancellationToken);

    /// <summary>Moves an unchanged schedule on and inserts the run of its occurrence, in one transaction.</summary>
    /// <returns><see cref="RunInsertion.LostRace"/> when it had changed; nothing is inserted then.</returns>
    ValueTask<RunInsertion> AdvanceAsync(ScheduleRow row, Instant? nextAt, JobRun run, CancellationToken cancellationToken);
}
