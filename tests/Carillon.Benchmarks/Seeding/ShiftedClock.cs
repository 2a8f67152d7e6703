using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Benchmarks.Seeding;

/// <summary>The real database clock and the real receipt clock, shifted: what is seeded in the past is idle now. Asks the database as the real one does.</summary>
internal sealed class ShiftedClock(IClock host) : IDatabaseClock, IReceiptClock
{
    /// <summary>Added to every reading.</summary>
    public Duration Shift { get; set; }

    public async ValueTask<Instant> ReadAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) =>
        await transaction.Provider.ReadClockAsync(transaction, cancellationToken) + Shift;

    public Instant Receive(TenantId tenant) => Carillon.Time.Microseconds.TruncateToMicroseconds(host.GetCurrentInstant()) + Shift;
}
