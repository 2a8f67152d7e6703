namespace Carillon.Outbox;

/// <summary>Carries out the messages of one topic.</summary>
public interface IOutboxHandler
{
    /// <summary>The topic.</summary>
    string Topic { get; }

    /// <summary>Re-checked just before sending: false drops the message and counts it.</summary>
    ValueTask<bool> IsStillValidAsync(OutboxDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Sends the message. May be called again with the same key: pass the key on where the receiver can use it.</summary>
    ValueTask SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken);
}
