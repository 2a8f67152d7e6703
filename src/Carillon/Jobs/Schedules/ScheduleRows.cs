using NodaTime;

namespace Carillon.Jobs;

/// <summary>Rows with the store's clock as it was read before them.</summary>
/// <param name="Now">The clock.</param>
/// <param name="Rows">The rows.</param>
public sealed record ScheduleRows(Instant Now, IReadOnlyList<ScheduleRow> Rows);
