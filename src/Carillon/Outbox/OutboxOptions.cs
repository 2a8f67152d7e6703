using NodaTime;

namespace Carillon.Outbox;

/// <summary>How the outbox is dispatched.</summary>
public sealed record OutboxOptions
{
    /// <summary>How many messages are claimed at a time.</summary>
    /// <value>Default: 100; from 1 to 10,000.</value>
    public int BatchSize { get; set; } = 100;

    /// <summary>How many messages of one tenant are sent at the same time.</summary>
    /// <value>Default: 8; from 1 to 256.</value>
    public int Parallelism { get; set; } = 8;

    /// <summary>How long one check and sending may take.</summary>
    /// <value>Default: 30 seconds; above 0 and at most <see cref="Lease"/>.</value>
    public Duration SendTimeout { get; set; } = Duration.FromSeconds(30);

    /// <summary>How long a claimed batch belongs to its claimer. A sending only begins if it can end within the lease.</summary>
    /// <value>Default: 2 minutes.</value>
    public Duration Lease { get; set; } = Duration.FromMinutes(2);

    /// <summary>After this many attempts a message is parked as failed.</summary>
    /// <value>Default: 12; from 1 to 100.</value>
    public int MaxAttempts { get; set; } = 12;

    /// <summary>How long a message waits after its first failure; it doubles with each further one.</summary>
    /// <value>Default: 10 seconds.</value>
    public Duration FirstBackOff { get; set; } = Duration.FromSeconds(10);

    /// <summary>The longest wait between attempts.</summary>
    /// <value>Default: 1 hour.</value>
    public Duration LongestBackOff { get; set; } = Duration.FromHours(1);

    /// <summary>How long the keys of finished messages are kept, so that a late retry of their transaction finds them. Longer than any retry.</summary>
    /// <value>Default: 14 days.</value>
    public Duration KeepFor { get; set; } = Duration.FromDays(14);
}
