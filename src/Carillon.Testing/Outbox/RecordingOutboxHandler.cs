using Carillon.Outbox;

namespace Carillon.Testing.Outbox;

/// <summary>A channel that only remembers: what would have been sent, and how often it was tried.</summary>
public sealed class RecordingOutboxHandler : IOutboxHandler
{
    private readonly Lock _gate = new();
    private readonly List<OutboxDelivery> _attempts = [];
    private readonly List<OutboxDelivery> _sent = [];
    private readonly Queue<Exception> _failures = new();

    /// <summary>Records one topic.</summary>
    public RecordingOutboxHandler(string topic)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        Topic = topic;
    }

    /// <inheritdoc/>
    public string Topic { get; }

    /// <summary>Says whether a message is still valid just before it is sent.</summary>
    /// <value>Default: always.</value>
    public Func<OutboxDelivery, bool> IsStillValid { get; set; } = _ => true;

    /// <summary>Every attempt to send, failed ones included.</summary>
    public IReadOnlyList<OutboxDelivery> Attempts => Copy(_attempts);

    /// <summary>What was sent, once per tenant and key: what a receiver that knows the key has seen.</summary>
    public IReadOnlyList<OutboxDelivery> Sent => Copy(_sent);

    /// <summary>Makes the next attempts fail, in this order; one exception for each.</summary>
    public void FailNext(params IEnumerable<Exception> failures)
    {
        ArgumentNullException.ThrowIfNull(failures);
        lock (_gate)
        {
            foreach (var failure in failures)
            {
                _failures.Enqueue(failure);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> IsStillValidAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return ValueTask.FromResult(IsStillValid(delivery));
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _attempts.Add(delivery);
            if (_failures.TryDequeue(out var failure))
            {
                return ValueTask.FromException(failure);
            }

            if (!_sent.Exists(sent => sent.Tenant == delivery.Tenant && sent.Message.Key == delivery.Message.Key))
            {
                _sent.Add(delivery);
            }
        }

        return ValueTask.CompletedTask;
    }

    private List<OutboxDelivery> Copy(List<OutboxDelivery> deliveries)
    {
        lock (_gate)
        {
            return [.. deliveries];
        }
    }
}
