using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>Removes the queued runs about a person. One that goes on has no say any more.</summary>
internal sealed class QueueErasure : IErasesSubjects
{
    public string Part => "queue";

    public bool ComesLast => true;

    // Without an index: erasing is rare, and every run would pay for it.
    public ValueTask<int> EraseAsync(TenantTransaction transaction, string subject, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync($"DELETE FROM carillon_job WHERE tenant_id = {transaction.Tenant} AND subject = {subject}", cancellationToken);
}
