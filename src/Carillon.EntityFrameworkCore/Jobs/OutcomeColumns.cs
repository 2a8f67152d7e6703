using Carillon.Jobs;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>The columns of an outcome, the same in both databases: state, reason, counts, end.</summary>
internal static class OutcomeColumns
{
    public static readonly SqlText Names = new("state, reason, due, acted, lost_race, failed, quarantined, oldest_overdue, ended_at");

    public const int Count = 9;

    /// <summary>The outcome that begins at a column; null when the run has not ended.</summary>
    public static RunOutcome? Read(SqlRow row, int at) => row.InstantOrNull(at + 8) is { } ended
        ? new((RunState)row.Int(at), Counts(row, at + 2), row.TextOrNull(at + 1), ended)
        : null;

    private static WorkCounts Counts(SqlRow row, int at) => new(
        row.LongOrNull(at) ?? 0,
        row.LongOrNull(at + 1) ?? 0,
        row.LongOrNull(at + 2) ?? 0,
        row.LongOrNull(at + 3) ?? 0,
        row.LongOrNull(at + 4) ?? 0,
        row.DurationOrNull(at + 5));
}
