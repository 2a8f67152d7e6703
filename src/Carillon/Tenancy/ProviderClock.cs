using NodaTime;

namespace Carillon.Tenancy;

internal sealed class ProviderClock : IDatabaseClock
{
    public ValueTask<Instant> ReadAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Provider.ReadClockAsync(transaction, cancellationToken);
}
