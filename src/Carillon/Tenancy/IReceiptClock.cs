using NodaTime;

namespace Carillon.Tenancy;

/// <summary>Says when a command arrived, by the clock of the tenant's database, before any transaction is opened.</summary>
public interface IReceiptClock
{
    /// <summary>
    /// The estimated database instant now, truncated to microseconds. Clamp it to <see cref="DatabaseTransaction.NowAsync"/>
    /// once the transaction's locks are held: a receipt never lies in the database's future. Before the tenant's database clock was read
    /// for the first time it is <see cref="Instant.MaxValue"/>, which the clamp makes the database's now.
    /// </summary>
    Instant Receive(TenantId tenant);
}
