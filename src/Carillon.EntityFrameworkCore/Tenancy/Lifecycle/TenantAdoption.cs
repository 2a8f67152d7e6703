using Carillon.EntityFrameworkCore.Outbox;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class TenantAdoption(
    ITenantCatalog catalog,
    TenantChanges changes,
    TenantDatabases databases,
    SchemaInstaller schema,
    SchemaVerifier verifier,
    RunComparison runs,
    IAuditLog audit) : ITenantAdoption
{
    public async ValueTask<AdoptedTenant> RunAsync(TenantId tenant, DatabaseStamp? from, string actor, CancellationToken cancellationToken)
    {
        var known = Adoptable(await changes.RequireAsync(tenant, cancellationToken).ConfigureAwait(false));
        var found = await databases.WorkAsync(
            known, TransactionMode.Read, StampCheck.None, (transaction, ct) => IdentityStamp.ReadAsync(transaction, known, ct), cancellationToken).ConfigureAwait(false);
        RequireExpected(known, found, from);
        await RequireCopyAsync(known, found.Tenant, cancellationToken).ConfigureAwait(false);

        // The catalogue first: from then on no host takes the database for the tenant's, until it carries the new stamp.
        var raised = await changes.ApplyAsync(tenant, t => Raised(Adoptable(t), found), actor, cancellationToken).ConfigureAwait(false);
        var note = new AuditNote(actor, AuditActions.TenantAdopted) { Tenant = tenant, Subject = $"{found} → {new DatabaseStamp(tenant, raised.Incarnation)}" };
        await audit.AppendAsync(note, cancellationToken).ConfigureAwait(false);
        var held = await databases.WorkAsync(
            raised, TransactionMode.Write, StampCheck.None, (transaction, ct) => TakeOverAsync(transaction, raised, found, ct), cancellationToken).ConfigureAwait(false);
        return new(raised, found, held, found.Tenant == tenant ? await runs.CompareAsync(raised, cancellationToken).ConfigureAwait(false) : []);
    }

    private static Tenant Adoptable(Tenant tenant) => tenant.Status is TenantStatus.Suspended or TenantStatus.Faulted or TenantStatus.Provisioning
        ? tenant
        : throw new InvalidOperationException(
            $"Tenant '{tenant.Id}' is {tenant.Status}: a database is adopted only while nobody works with it{(tenant.Status == TenantStatus.Active ? "; suspend the tenant first" : string.Empty)}.");

    private static Tenant Raised(Tenant tenant, DatabaseStamp found) => tenant with
    {
        Incarnation = Math.Max(tenant.Incarnation, found.Tenant == tenant.Id ? found.Incarnation!.Value : 0) + 1,
    };

    private static void RequireExpected(Tenant tenant, DatabaseStamp found, DatabaseStamp? from)
    {
        if (found.Tenant != tenant.Id && from is null)
        {
            throw new ArgumentException($"The database of tenant '{tenant.Id}' is stamped {found}, which is another tenant's: name that stamp to adopt it.", nameof(from));
        }

        // The stamp that the catalogue knows is also what an adoption that was broken off at its end has left.
        if (from is { } expected && !expected.Matches(found) && found != new DatabaseStamp(tenant.Id, tenant.Incarnation))
        {
            throw new ArgumentException($"The database of tenant '{tenant.Id}' is stamped {found}, not {expected}.", nameof(from));
        }
    }

    // Two tenants whose addresses are the same: the other one's data would become this one's, and the other would lose it.
    private async ValueTask RequireCopyAsync(Tenant tenant, TenantId other, CancellationToken cancellationToken)
    {
        if (other == tenant.Id || await catalog.FindAsync(other, cancellationToken).ConfigureAwait(false) is null or { Status: TenantStatus.Deleted })
        {
            return;
        }

        var here = await DescribeAsync(tenant.Id, cancellationToken).ConfigureAwait(false);
        if (here == await DescribeAsync(other, cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException(
                $"The address of tenant '{tenant.Id}' leads to '{Printable.Clip(here)}', in which tenant '{other}' lives: only a copy of it is adopted.");
        }
    }

    private async ValueTask<string?> DescribeAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        try
        {
            var (dialect, address) = await databases.LocateAsync(tenant, cancellationToken).ConfigureAwait(false);
            return dialect.Describe(address);
        }
        catch (DatabaseAddressMissingException)
        {
            return null;
        }
    }

    private async ValueTask<long> TakeOverAsync(TenantTransaction transaction, Tenant tenant, DatabaseStamp found, CancellationToken cancellationToken)
    {
        await schema.InstallAsync(transaction, DatabaseKind.Tenant, cancellationToken).ConfigureAwait(false);
        await verifier.VerifyAsync(transaction, DatabaseKind.Tenant, cancellationToken).ConfigureAwait(false);
        var stamped = await transaction.ExecuteAsync(
            $"""
            UPDATE carillon_identity SET tenant_id = {tenant.Id}, incarnation = {tenant.Incarnation}
            WHERE tenant_id = {found.Tenant} AND incarnation = {found.Incarnation}
            """,
            cancellationToken).ConfigureAwait(false);
        if (stamped == 0)
        {
            throw new InvalidOperationException($"The stamp of the database of tenant '{tenant.Id}' was changed while it was adopted; adopt it again.");
        }

        if (found.Tenant != tenant.Id)
        {
            await MoveRowsAsync(transaction, found.Tenant, cancellationToken).ConfigureAwait(false);
        }

        return await RelationalHeldMessages.HoldAsync(transaction, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask MoveRowsAsync(TenantTransaction transaction, TenantId from, CancellationToken cancellationToken)
    {
        foreach (var table in schema.TablesOf(transaction.Dialect(), DatabaseKind.Tenant).Where(t => t.Name != IdentityRow.Table && t.FindColumn("tenant_id") is not null))
        {
            await transaction.ExecuteAsync(
                $"UPDATE {new SqlText(table.Name)} SET tenant_id = {transaction.Tenant} WHERE tenant_id = {from}", cancellationToken).ConfigureAwait(false);
        }
    }
}
