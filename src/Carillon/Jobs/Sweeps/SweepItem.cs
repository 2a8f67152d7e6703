using NodaTime;

namespace Carillon.Jobs;

/// <summary>One due item that a sweep has locked. A sweep can derive its own from it, to settle what it has read with the lock.</summary>
/// <param name="Id">Names the item.</param>
/// <param name="DueAt">When it fell due; the truth that overdue time is measured on.</param>
/// <param name="Failures">How many times in a row its settling failed.</param>
public record SweepItem(Guid Id, Instant DueAt, int Failures);
