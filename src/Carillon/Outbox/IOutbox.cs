using Carillon.Tenancy;

namespace Carillon.Outbox;

/// <summary>Writes side effects into the transaction that decides them.</summary>
public interface IOutbox
{
    /// <summary>Appends the messages in one statement. A key that is there already with the same payload is left alone.</summary>
    /// <exception cref="OutboxConflictException">A key is there already with another topic or payload.</exception>
    ValueTask AppendAsync(TenantTransaction transaction, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken);

    /// <summary>Removes every message about a subject, sent or not: what waits is never sent, what is being sent is not sent again.</summary>
    /// <remarks>The keys go with the messages. Whoever derives keys of the subject's later messages does not derive the same ones again.</remarks>
    /// <param name="transaction">The transaction of the erasure.</param>
    /// <param name="subject">See <see cref="OutboxMessage.Subject"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were removed.</returns>
    ValueTask<int> EraseAsync(TenantTransaction transaction, string subject, CancellationToken cancellationToken);
}
