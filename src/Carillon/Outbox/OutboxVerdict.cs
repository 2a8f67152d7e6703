using NodaTime;

namespace Carillon.Outbox;

/// <summary>What became of a claimed message.</summary>
public abstract record OutboxVerdict
{
    private OutboxVerdict()
    {
    }

    /// <summary>It was sent.</summary>
    public sealed record Sent : OutboxVerdict;

    /// <summary>It was no longer valid, and was not sent.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Dropped(string Reason) : OutboxVerdict;

    /// <summary>Sending failed; it is tried again.</summary>
    /// <param name="After">Not sooner than after this time.</param>
    /// <param name="Error">Type and message of the failure, clipped.</param>
    public sealed record Retry(Duration After, string Error) : OutboxVerdict;

    /// <summary>Sending failed for the last time; it is parked.</summary>
    /// <param name="Error">Type and message of the failure, clipped.</param>
    public sealed record Failed(string Error) : OutboxVerdict;

    /// <summary>It was not tried: due again at once, and the attempt does not count.</summary>
    public sealed record GivenBack : OutboxVerdict;
}
