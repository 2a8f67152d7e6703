using Carillon.Tenancy;

namespace Carillon.Outbox;

/// <summary>Writes side effects into the transaction that decides them.</summary>
public interface IOutbox
{
    /// <summary>Appends the messages in one statement. A key that is there already with the same payload is left alone.</summary>
    /// <exception cref="OutboxConflictException">A key is there already with another topic or payload.</exception>
    ValueTask AppendAsync(TenantTransaction transaction, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken);
}
