using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Testing.Clocks;

/// <summary>Lets every database tell the time of a manual clock, so that a day passes in a second on real databases.</summary>
public sealed class ManualDatabaseClock(ManualClock clock) : IDatabaseClock
{
    /// <inheritdoc/>
    public ValueTask<Instant> ReadAsync(DatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(clock.GetCurrentInstant());
    }
}
