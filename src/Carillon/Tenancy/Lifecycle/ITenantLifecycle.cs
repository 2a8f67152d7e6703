namespace Carillon.Tenancy;

/// <summary>Takes tenants out of service, back into it, and away. <see cref="ITenantProvisioner"/> puts new ones into service.</summary>
/// <remarks>
/// Each change is in the audit log. Each call can be repeated: where it was broken off, the next one goes on; where it was done, the next one
/// changes nothing. Hosts that have just read the catalogue see a change a few seconds later.
/// </remarks>
public interface ITenantLifecycle
{
    /// <summary>Takes a tenant out of service: its commands are refused, its scheduled work rests, its data is kept.</summary>
    /// <param name="tenant">The tenant: Active, Faulted, or Suspended for another reason.</param>
    /// <param name="reason">Why, for those who look; at most 400 characters are kept.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The tenant as the catalogue now knows it.</returns>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    /// <exception cref="TenantTransitionException">Its status does not allow it.</exception>
    ValueTask<Tenant> SuspendAsync(TenantId tenant, string reason, string actor, CancellationToken cancellationToken);

    /// <summary>Puts a suspended tenant back into service, once its database has been opened and found to be its own and up to date; then all its work is looked at.</summary>
    /// <param name="tenant">The tenant: Suspended, or Active already.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The tenant as the catalogue now knows it.</returns>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    /// <exception cref="TenantTransitionException">Its status does not allow it.</exception>
    /// <exception cref="WrongTenantDatabaseException">The database is another tenant's, restored or cloned.</exception>
    ValueTask<Tenant> ResumeAsync(TenantId tenant, string actor, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a tenant for good: no more work, then the exports (<see cref="ITenantExport"/>), then its named connections with their secrets, its
    /// runs, schedules and wake-ups, and its database where that is asked for. The id stays taken, and the audit log stays.
    /// </summary>
    /// <param name="tenant">The tenant. One that was deleted already can still have a kept database dropped.</param>
    /// <param name="data">What becomes of its database.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Cancels it; the tenant stays Deleting until a later call ends it.</param>
    /// <returns>The tenant as the catalogue now knows it.</returns>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    /// <exception cref="WrongTenantDatabaseException">The database is not this tenant's: it is neither read nor dropped.</exception>
    ValueTask<Tenant> DeleteAsync(TenantId tenant, TenantData data, string actor, CancellationToken cancellationToken);
}
