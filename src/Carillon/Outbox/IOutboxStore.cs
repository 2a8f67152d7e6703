using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Outbox;

/// <summary>The dispatcher's side of the outbox. Each member is a short transaction of its own on the tenant's database.</summary>
public interface IOutboxStore
{
    /// <summary>Claims due messages of these topics, those that woke first: raises attempt and fence, and moves the wake-up past the lease.</summary>
    ValueTask<OutboxClaim> ClaimAsync(TenantId tenant, IReadOnlyCollection<string> topics, int limit, Duration lease, CancellationToken cancellationToken);

    /// <summary>Records what became of a claimed message.</summary>
    /// <returns>False when it was claimed again since, or is finished; nothing is changed then.</returns>
    ValueTask<bool> SettleAsync(ClaimedMessage claimed, OutboxVerdict verdict, CancellationToken cancellationToken);

    /// <summary>Looks what waits, without claiming it.</summary>
    ValueTask<OutboxOutlook> LookAsync(TenantId tenant, IReadOnlyCollection<string> topics, CancellationToken cancellationToken);

    /// <summary>Deletes messages that were sent or dropped longer ago than this, with their keys. Failed ones stay.</summary>
    /// <returns>How many were deleted, at most <paramref name="limit"/>.</returns>
    ValueTask<int> ForgetAsync(TenantId tenant, Duration finishedBefore, int limit, CancellationToken cancellationToken);
}
