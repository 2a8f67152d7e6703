using System.Collections.Concurrent;
using Carillon.Time;
using NodaTime;

namespace Carillon.Tenancy;

// The last reading of the database clock plus the time that has passed since then on the host's monotonic clock: steps of the
// host's wall clock do not show. Until a first reading, the host's clock.
internal sealed class ReceiptClock(IClock host, TimeProvider time) : IReceiptClock
{
    private readonly ConcurrentDictionary<TenantId, Reading> _readings = new();

    public Instant Receive(TenantId tenant)
    {
        var now = _readings.TryGetValue(tenant, out var reading)
            ? reading.Database + Duration.FromTimeSpan(time.GetElapsedTime(reading.Timestamp))
            : host.GetCurrentInstant();
        return now.TruncateToMicroseconds();
    }

    public void Observe(TenantId tenant, Instant database) => _readings[tenant] = new(database, time.GetTimestamp());

    private readonly record struct Reading(Instant Database, long Timestamp);
}
