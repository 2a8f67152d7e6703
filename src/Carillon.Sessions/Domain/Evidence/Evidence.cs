using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>One proof that the student was there at an instant. Its kind and key identify it within the session.</summary>
/// <param name="EffectiveAt">When it happened, by the server's clock, in whole microseconds.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Key">The client's key; the same kind and key again is the same evidence.</param>
/// <param name="ClientAt">When it happened, by the client's clock.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Offset">How far the server's clock was ahead of the client's in the request that brought it.</param>
/// <param name="ClockSuspect">Whether the client's clock was not believed and the arrival taken instead.</param>
public sealed record Evidence(
    Instant EffectiveAt,
    EvidenceKind Kind,
    string Key,
    Instant ClientAt,
    Instant ReceivedAt,
    Duration Offset = default,
    bool ClockSuspect = false)
{
    /// <summary>Whether the client tells the same instant again, so that the same key is a repetition.</summary>
    public bool Repeats(ClientStamp at) => Storable(ClientAt) == Storable(at.At);

    /// <summary>The instant as it can be stored everywhere: clients may claim any, and nothing is computed from it.</summary>
    internal static Instant Storable(Instant clientAt) => Instant.Max(Earliest, Instant.Min(clientAt, Latest)).TruncateToMicroseconds();

    private static readonly Instant Earliest = Instant.FromUtc(1, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9999, 1, 1, 0, 0);

    /// <summary>Orders by instant, then kind, then key.</summary>
    public static IComparer<Evidence> Order { get; } = Comparer<Evidence>.Create(static (left, right) =>
    {
        var order = left.EffectiveAt.CompareTo(right.EffectiveAt);
        if (order == 0)
        {
            order = left.Kind.CompareTo(right.Kind);
        }

        return order != 0 ? order : string.CompareOrdinal(left.Key, right.Key);
    });
}
