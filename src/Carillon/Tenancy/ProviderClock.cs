using NodaTime;

namespace Carillon.Tenancy;

internal sealed class ProviderClock(ReceiptClock receipts) : IDatabaseClock
{
    public async ValueTask<Instant> ReadAsync(DatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var now = await transaction.Provider.ReadClockAsync(transaction, cancellationToken).ConfigureAwait(false);
        if (transaction is TenantTransaction { Tenant: var tenant })
        {
            receipts.Observe(tenant, now);
        }

        return now;
    }
}
