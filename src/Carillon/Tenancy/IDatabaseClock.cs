using NodaTime;

namespace Carillon.Tenancy;

/// <summary>The clock that several hosts agree on: the database's. Tests and demos replace it by a manual one.</summary>
public interface IDatabaseClock
{
    /// <summary>The instant now, truncated to microseconds, by the clock of the transaction's database.</summary>
    ValueTask<Instant> ReadAsync(DatabaseTransaction transaction, CancellationToken cancellationToken);
}
