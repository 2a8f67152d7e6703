using Carillon.Locking;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Locking;

/// <summary>Lets only the latest holder of a lock write, also against one that was paused and does not know that its lease is over.</summary>
public static class FencedWrite
{
    /// <summary>
    /// Raises the lock's fence in the tenant's database, and keeps other holders from writing until the transaction ends.
    /// The first statement of each transaction under the lease: what the holder before has not written by then, it never will.
    /// </summary>
    /// <remarks>The fence is raised with the commit. Fences of one lock must come from one kind of lease, as others count apart from it.</remarks>
    /// <exception cref="StaleFenceException">A higher fence has written; roll back.</exception>
    /// <example><code>
    /// await using var tx = await tenants.BeginAsync(tenant, ct);
    /// await FencedWrite.EnsureAsync(tx, lease.Key, lease.Fence, ct);
    /// await tx.ExecuteAsync($"UPDATE …", ct);
    /// await tx.CommitAsync(ct);
    /// </code></example>
    public static async ValueTask EnsureAsync(TenantTransaction transaction, LockKey key, Fence fence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var name = key.ToString();

        // An equal fence is written again: the row stays locked, so that a later holder waits for this transaction and comes after it.
        var raised = await transaction.ExecuteAsync(
            $"""
            INSERT INTO carillon_fence AS f (tenant_id, lock_key, fence_epoch, fence_number)
            VALUES ({transaction.Tenant}, {name}, {fence.Epoch}, {fence.Number})
            ON CONFLICT (tenant_id, lock_key) DO UPDATE SET fence_epoch = excluded.fence_epoch, fence_number = excluded.fence_number
            WHERE (f.fence_epoch, f.fence_number) <= (excluded.fence_epoch, excluded.fence_number)
            """,
            cancellationToken).ConfigureAwait(false);
        if (raised == 0)
        {
            var newest = await transaction.FirstOrDefaultAsync(
                $"SELECT fence_epoch, fence_number FROM carillon_fence WHERE tenant_id = {transaction.Tenant} AND lock_key = {name}",
                r => new Fence(r.Int(0), r.Long(1)),
                cancellationToken).ConfigureAwait(false);
            throw new StaleFenceException(key, fence, newest);
        }
    }
}
