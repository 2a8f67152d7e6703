using NodaTime;

namespace Carillon.Locking;

/// <summary>How a lease is held.</summary>
public sealed record LeaseOptions
{
    /// <summary>How long the lease lasts without a renewal. It is renewed at a third of it.</summary>
    /// <value>Default: 30 seconds; from 300 milliseconds to 1 hour.</value>
    public Duration Length { get; init; } = Duration.FromSeconds(30);

    /// <summary>How long <see cref="ILeaseProvider.AcquireAsync"/> waits.</summary>
    /// <value>Default: 10 seconds; from 0 (try once) to 1 day.</value>
    public Duration WaitAtMost { get; init; } = Duration.FromSeconds(10);

    internal LeaseOptions Checked()
    {
        if (Length < Duration.FromMilliseconds(300) || Length > Duration.FromHours(1))
        {
            throw new ArgumentOutOfRangeException(nameof(Length), Length, "A lease lasts from 300 milliseconds to 1 hour.");
        }

        if (WaitAtMost < Duration.Zero || WaitAtMost > Duration.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(nameof(WaitAtMost), WaitAtMost, "Waiting for a lease takes from 0 to 1 day.");
        }

        return this;
    }
}
