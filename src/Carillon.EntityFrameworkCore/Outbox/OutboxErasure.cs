using Carillon.Outbox;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Outbox;

internal sealed class OutboxErasure(IOutbox outbox) : IErasesSubjects
{
    public string Part => "outbox";

    public bool ComesLast => true;

    public ValueTask<int> EraseAsync(TenantTransaction transaction, string subject, CancellationToken cancellationToken) =>
        outbox.EraseAsync(transaction, subject, cancellationToken);
}
