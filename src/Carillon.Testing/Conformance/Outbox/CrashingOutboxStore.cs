using Carillon.Outbox;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Testing.Conformance.Outbox;

/// <summary>A dispatcher's store whose process dies before a verdict is written.</summary>
internal sealed class CrashingOutboxStore(IOutboxStore inner) : IOutboxStore
{
    public ValueTask<OutboxClaim> ClaimAsync(TenantId tenant, IReadOnlyCollection<string> topics, int limit, Duration lease, CancellationToken cancellationToken) =>
        inner.ClaimAsync(tenant, topics, limit, lease, cancellationToken);

    public ValueTask<bool> SettleAsync(ClaimedMessage claimed, OutboxVerdict verdict, CancellationToken cancellationToken) =>
        throw new IOException("The process died before it could write what it had done.");

    public ValueTask<OutboxOutlook> LookAsync(TenantId tenant, IReadOnlyCollection<string> topics, CancellationToken cancellationToken) =>
        inner.LookAsync(tenant, topics, cancellationToken);

    public ValueTask<int> ForgetAsync(TenantId tenant, Duration finishedBefore, int limit, CancellationToken cancellationToken) =>
        inner.ForgetAsync(tenant, finishedBefore, limit, cancellationToken);
}
