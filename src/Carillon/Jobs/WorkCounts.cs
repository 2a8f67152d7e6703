using NodaTime;

namespace Carillon.Jobs;

/// <summary>What a piece of work found and did. Counted after the commit.</summary>
/// <param name="Due">Items that were due.</param>
/// <param name="Acted">Items that were settled.</param>
/// <param name="LostRace">Items that another worker had or changed first.</param>
/// <param name="Failed">Items whose settling failed in this run.</param>
/// <param name="Quarantined">Failed items that were put aside with a back-off.</param>
/// <param name="OldestOverdue">How long the oldest item that was due and is not settled has been due; null when there is none.</param>
public readonly record struct WorkCounts(
    long Due = 0,
    long Acted = 0,
    long LostRace = 0,
    long Failed = 0,
    long Quarantined = 0,
    Duration? OldestOverdue = null)
{
    /// <summary>Adds two counts; the longer overdue time wins.</summary>
    public static WorkCounts operator +(WorkCounts left, WorkCounts right) => left.Add(right);

    /// <summary>Adds two counts; the longer overdue time wins.</summary>
    public WorkCounts Add(WorkCounts other) => new(
        Due + other.Due,
        Acted + other.Acted,
        LostRace + other.LostRace,
        Failed + other.Failed,
        Quarantined + other.Quarantined,
        OldestOverdue is { } a && other.OldestOverdue is { } b ? Duration.Max(a, b) : OldestOverdue ?? other.OldestOverdue);
}
