namespace Carillon.Outbox;

/// <summary>A topic that nobody wants to hear of: its messages are dropped when they are due.</summary>
internal sealed class DeclinedTopic(string topic) : IOutboxHandler
{
    public string Topic => topic;

    public ValueTask<bool> IsStillValidAsync(OutboxDelivery delivery, CancellationToken cancellationToken) => ValueTask.FromResult(false);

    public ValueTask SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
