namespace Carillon.Tenancy;

/// <summary>Takes the data of a tenant out before it is deleted. Hosts register as many as they need.</summary>
/// <remarks>
/// All are called, one after the other, when a tenant is Deleting and before anything of it is removed. When one throws, the tenant stays
/// Deleting, and the next attempt calls all of them again: writing the same export twice must do no harm.
/// </remarks>
public interface ITenantExport
{
    /// <summary>Reads what is wanted and puts it where it is kept.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="transaction">Open for reading on the tenant's own database, which others refuse to open by now.</param>
    /// <param name="cancellationToken">Ends the export.</param>
    ValueTask ExportAsync(Tenant tenant, TenantTransaction transaction, CancellationToken cancellationToken);
}
