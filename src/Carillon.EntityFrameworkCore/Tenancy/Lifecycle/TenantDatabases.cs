using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>Opens tenants' own databases apart from their pools, whatever the tenant's status: for work on the database itself.</summary>
internal sealed class TenantDatabases(
    IDatabaseDirectory directory, DatabaseProviders providers, SchemaInstaller schema, TransactionFactory transactions, ConnectionBudget budget)
{
    public async ValueTask<(SqlDialect Dialect, DatabaseAddress Address)> LocateAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var address = await directory.LocateAsync(tenant, cancellationToken).ConfigureAwait(false);
        return ((SqlDialect)providers.Get(address.Provider), address);
    }

    /// <summary>Does the work in a transaction and commits it; begins again where the database gave it up in favour of another.</summary>
    public async ValueTask<T> WorkAsync<T>(
        Tenant tenant, TransactionMode mode, StampCheck check, Func<TenantTransaction, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        var (dialect, address) = await LocateAsync(tenant.Id, cancellationToken).ConfigureAwait(false);
        var pool = budget.Limit(tenant, dialect, dialect.CreatePool(address, CheckOf(check, dialect, tenant)));
        await using (pool.ConfigureAwait(false))
        {
            return await TransactionConflict.OvercomeAsync(BeginAsync, work, cancellationToken).ConfigureAwait(false);
        }

        async ValueTask<TenantTransaction> BeginAsync(CancellationToken ct)
        {
            var rented = await pool.RentAsync(ct).ConfigureAwait(false);
            var (session, clock) = await transactions.BeginAsync(tenant.Id, rented, dialect, mode, ct).ConfigureAwait(false);
            return new TenantTransaction(tenant.Id, session, clock);
        }
    }

    /// <summary>Opens the database and closes it again; throws where the check refuses it.</summary>
    public async ValueTask CheckAsync(Tenant tenant, StampCheck check, CancellationToken cancellationToken) =>
        await WorkAsync(
            tenant,
            TransactionMode.Read,
            check,
            (transaction, ct) => transaction.FirstOrDefaultAsync($"SELECT 1", r => r.Int(0), ct),
            cancellationToken).ConfigureAwait(false);

    private PhysicalOpenCheck? CheckOf(StampCheck check, SqlDialect dialect, Tenant tenant) => check switch
    {
        StampCheck.None => null,
        StampCheck.Identity => new IdentityStamp(dialect, tenant, []).CheckAsync,
        _ => new IdentityStamp(dialect, tenant, schema.Of(DatabaseKind.Tenant)).CheckAsync,
    };
}
