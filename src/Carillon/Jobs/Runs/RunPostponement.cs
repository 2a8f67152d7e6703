using NodaTime;

namespace Carillon.Jobs;

/// <summary>Puts a claimed run back.</summary>
/// <param name="State"><see cref="RunState.Waiting"/> or <see cref="RunState.Retrying"/>.</param>
/// <param name="After">How long from now, by the store's clock.</param>
/// <param name="Reason">Why.</param>
public sealed record RunPostponement(RunState State, Duration After, string? Reason)
{
    /// <summary>Until this instant instead of <see cref="After"/>; null to use that.</summary>
    public Instant? Until { get; init; }

    /// <summary>How many attempts the claim counts as: 0 for a snooze or a hand-back.</summary>
    /// <value>Default: 1.</value>
    public int Attempts { get; init; } = 1;
}
