using Carillon.Jobs;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class TenantLifecycle(TenantChanges changes, TenantDatabases databases, TenantDeletion deletion, INextDueStore wakes) : ITenantLifecycle
{
    private const int LongestReason = 400;

    public ValueTask<Tenant> SuspendAsync(TenantId tenant, string reason, string actor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return changes.ApplyAsync(
            tenant,
            t => t with { Status = TenantStatus.Suspended, StatusReason = Printable.Clip(reason, LongestReason) },
            actor,
            cancellationToken);
    }

    public async ValueTask<Tenant> ResumeAsync(TenantId tenant, string actor, CancellationToken cancellationToken)
    {
        var found = Resumed(await changes.RequireAsync(tenant, cancellationToken).ConfigureAwait(false));
        await databases.CheckAsync(found, StampCheck.IdentityAndSchema, cancellationToken).ConfigureAwait(false);
        var active = await changes.ApplyAsync(tenant, Resumed, actor, cancellationToken).ConfigureAwait(false);

        // After the change, or a worker would find the tenant out of service and put its work off again. A tenant that is active already is
        // woken too: the call before may have got as far as that.
        await wakes.WakeAsync(tenant, cancellationToken).ConfigureAwait(false);
        return active;
    }

    public ValueTask<Tenant> DeleteAsync(TenantId tenant, TenantData data, string actor, CancellationToken cancellationToken) =>
        deletion.RunAsync(tenant, data, actor, cancellationToken);

    private static Tenant Resumed(Tenant tenant) => tenant.Status switch
    {
        TenantStatus.Active => tenant,
        TenantStatus.Suspended => tenant with { Status = TenantStatus.Active, StatusReason = null },
        TenantStatus.Faulted => throw Refused(tenant, "upgrade it, which says what is wrong or puts it back into service"),
        TenantStatus.Provisioning => throw Refused(tenant, "provision it again"),
        _ => throw new TenantTransitionException(tenant.Id, tenant.Status, TenantStatus.Active),
    };

    private static TenantTransitionException Refused(Tenant tenant, string advice) => new(tenant.Id, tenant.Status, TenantStatus.Active, advice);
}
