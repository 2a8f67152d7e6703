namespace Carillon.Tenancy;

/// <summary>Makes a restored or cloned database the tenant's own, on purpose.</summary>
public interface ITenantAdoption
{
    /// <summary>
    /// Raises the tenant's incarnation in the catalogue, so that no host trusts the database, and then stamps the database with it: its schema is
    /// brought up to date, and messages that were not sent are held (<c>outbox.held</c>), because they may have been sent after the backup was taken.
    /// </summary>
    /// <remarks>
    /// The tenant must be out of service, and stays so: resume it, or upgrade it when it is faulted, or provision it again when it was never in service.
    /// Broken off anywhere, a repeated call ends it. Rows of another tenant's clone become this tenant's in the tables of Carillon and its packs;
    /// the host's own tables are the host's affair.
    /// </remarks>
    /// <param name="tenant">The tenant: Suspended, Faulted or Provisioning.</param>
    /// <param name="from">
    /// The stamp that is expected in the database, also another tenant's; null to accept only the tenant's own, of any incarnation. The stamp that the
    /// catalogue has for the tenant is accepted in any case: a call that was broken off at its end has left it.
    /// </param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    /// <exception cref="InvalidOperationException">The tenant is in service, or on its way out; or the database is the one in which another tenant lives.</exception>
    /// <exception cref="ArgumentException">The database carries another stamp than was expected; nothing was changed.</exception>
    /// <exception cref="WrongTenantDatabaseException">The database carries no stamp at all; nothing was changed.</exception>
    ValueTask<AdoptedTenant> RunAsync(TenantId tenant, DatabaseStamp? from, string actor, CancellationToken cancellationToken);
}
