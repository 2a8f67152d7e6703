using Carillon.Outbox;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Tests.Outbox;

/// <summary>The outbox as a list: the simplest thing that keeps the port's promises.</summary>
internal sealed class InMemoryOutboxStore(TenantId tenant, IClock clock) : IOutboxStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);

    public void Append(IReadOnlyCollection<OutboxMessage> messages)
    {
        lock (_gate)
        {
            foreach (var message in messages)
            {
                if (_rows.TryGetValue(message.Key, out var known) && (known.Message.Topic, known.Message.Version, known.Message.Payload) != (message.Topic, message.Version, message.Payload))
                {
                    throw new OutboxConflictException(tenant, message.Key);
                }
            }

            foreach (var message in messages)
            {
                _rows.TryAdd(message.Key, new(message, clock.GetCurrentInstant()) { WakeAt = clock.GetCurrentInstant() });
            }
        }
    }

    public int Erase(string subject)
    {
        lock (_gate)
        {
            var about = _rows.Values.Where(r => r.Message.Subject == subject).ToList();
            about.ForEach(r => _rows.Remove(r.Message.Key));
            return about.Count;
        }
    }

    public ValueTask<OutboxClaim> ClaimAsync(TenantId tenant, IReadOnlyCollection<string> topics, int limit, Duration lease, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = clock.GetCurrentInstant();
            var claimed = new List<ClaimedMessage>();
            foreach (var row in _rows.Values.Where(r => r.WakeAt <= now && topics.Contains(r.Message.Topic)).OrderBy(r => r.WakeAt).ThenBy(r => r.Message.Key, StringComparer.Ordinal).Take(limit).ToList())
            {
                row.WakeAt = now + lease;
                claimed.Add(new(new(tenant, row.Message, row.CreatedAt, ++row.Attempts), ++row.Fence));
            }

            return ValueTask.FromResult(new OutboxClaim(now, claimed));
        }
    }

    public ValueTask<bool> SettleAsync(ClaimedMessage claimed, OutboxVerdict verdict, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = clock.GetCurrentInstant();
            if (!_rows.TryGetValue(claimed.Delivery.Message.Key, out var row) || row.Fence != claimed.Fence || row.WakeAt is null)
            {
                return ValueTask.FromResult(false);
            }

            row.WakeAt = verdict switch
            {
                OutboxVerdict.Retry retry => now + retry.After,
                OutboxVerdict.GivenBack => now,
                _ => null,
            };
            row.Attempts -= verdict is OutboxVerdict.GivenBack ? 1 : 0;
            row.ForgetFrom = verdict is OutboxVerdict.Sent or OutboxVerdict.Dropped ? now : null;
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<OutboxOutlook> LookAsync(TenantId tenant, IReadOnlyCollection<string> topics, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = clock.GetCurrentInstant();
            var waiting = _rows.Values.Where(r => r.WakeAt is not null).ToLookup(r => topics.Contains(r.Message.Topic));
            var unknown = waiting[false].Where(r => r.WakeAt <= now).ToList();
            return ValueTask.FromResult(new OutboxOutlook(now, waiting[true].Min(r => r.WakeAt), unknown.Count, unknown.Min(r => (Instant?)r.CreatedAt)));
        }
    }

    public ValueTask<int> ForgetAsync(TenantId tenant, Duration finishedBefore, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var old = _rows.Values.Where(r => r.ForgetFrom < clock.GetCurrentInstant() - finishedBefore).Take(limit).ToList();
            old.ForEach(r => _rows.Remove(r.Message.Key));
            return ValueTask.FromResult(old.Count);
        }
    }

    private sealed class Row(OutboxMessage message, Instant createdAt)
    {
        public OutboxMessage Message { get; } = message;

        public Instant CreatedAt { get; } = createdAt;

        public Instant? WakeAt { get; set; }

        public Instant? ForgetFrom { get; set; }

        public int Attempts { get; set; }

        public long Fence { get; set; }
    }
}
