using System.Collections.Concurrent;
using Carillon.Time;
using NodaTime;

namespace Carillon.Tenancy;

// The last reading of the database clock plus the time that has passed since then on the host's monotonic clock: steps of the
// host's wall clock do not show. Until a first reading the end of time, so that the reading which the caller clamps to decides, and the host's clock never.
internal sealed class ReceiptClock(TimeProvider time) : IReceiptClock
{
    private readonly ConcurrentDictionary<TenantId, Reading> _readings = new();

    public Instant Receive(TenantId tenant)
    {
        return _readings.TryGetValue(tenant, out var reading)
            ? (reading.Database + Duration.FromTimeSpan(time.GetElapsedTime(reading.Timestamp))).TruncateToMicroseconds()
            : Instant.MaxValue;
    }

    public void Observe(TenantId tenant, Instant database) => _readings[tenant] = new(database, time.GetTimestamp());

    private readonly record struct Reading(Instant Database, long Timestamp);
}
