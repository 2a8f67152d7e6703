using NodaTime;

namespace Carillon.Jobs;

/// <summary>What became of one kind of work for one tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Work">The sweep, job or other work.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Due">Items that were due.</param>
/// <param name="Acted">Items that were settled.</param>
/// <param name="LostRace">Items that another worker had.</param>
/// <param name="Failed">Items that failed and were put aside.</param>
/// <param name="OldestOverdue">How long the oldest item that is left has been due.</param>
/// <param name="Note">What went wrong.</param>
public sealed record RunDueLine(
    string Tenant, string Work, string Outcome, long Due, long Acted, long LostRace, long Failed, Duration? OldestOverdue, string? Note)
{
    internal static RunDueLine From(string tenant, string work, string outcome, WorkCounts counts, string? note) =>
        new(tenant, work, outcome, counts.Due, counts.Acted, counts.LostRace, counts.Failed, counts.OldestOverdue, note);
}
