using NodaTime;

namespace Carillon.Locking;

/// <summary>How a lease is held.</summary>
public sealed record LeaseOptions
{
    /// <summary>How long the lease lasts without a renewal. It is renewed at a third of it.</summary>
    /// <value>Default: 30 seconds; from 300 milliseconds to 1 hour.</value>
    public Duration Length { get; init; } = Duration.FromSeconds(30);

    /// <summary>How long <see cref="ILeaseProvider.AcquireAsync"/> waits.</summary>
    /// <value>Default: 10 seconds.</value>
    public Duration WaitAtMost { get; init; } = Duration.FromSeconds(10);
}
