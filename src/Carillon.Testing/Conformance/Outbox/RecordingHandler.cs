using System.Collections.Concurrent;
using Carillon.Outbox;

namespace Carillon.Testing.Conformance.Outbox;

/// <summary>A handler that writes down what it sends, and fails or finds messages invalid on demand.</summary>
internal sealed class RecordingHandler(string topic) : IOutboxHandler
{
    public string Topic { get; } = topic;

    /// <summary>Keys in the order of sending, once per attempt that succeeded.</summary>
    public ConcurrentQueue<string> Sent { get; } = new();

    /// <summary>Attempts per key, whether they succeeded or not.</summary>
    public ConcurrentDictionary<string, int> Attempts { get; } = new();

    public Func<OutboxDelivery, bool> Fails { get; set; } = _ => false;

    public Func<OutboxDelivery, bool> Valid { get; set; } = _ => true;

    public ValueTask<bool> IsStillValidAsync(OutboxDelivery delivery, CancellationToken cancellationToken) => ValueTask.FromResult(Valid(delivery));

    public async ValueTask SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        Attempts.AddOrUpdate(delivery.Message.Key, 1, (_, n) => n + 1);
        await Task.Yield();
        if (Fails(delivery))
        {
            throw new IOException($"no way out for {delivery.Message.Payload}");
        }

        Sent.Enqueue(delivery.Message.Key);
    }
}
