using System.Collections;
using System.Collections.Immutable;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>All evidence of a client session: a set, so that neither order nor repetition matters. Immutable.</summary>
public sealed class EvidenceSet : IReadOnlyList<Evidence>
{
    private readonly ImmutableSortedSet<Evidence> _ordered;
    private readonly ImmutableSortedSet<Evidence> _toggles;
    private readonly Evidence? _lastArrived;

    // Made when it is first asked for: a fold never does.
    private ImmutableDictionary<(EvidenceKind Kind, string Key), Evidence>? _keyed;

    private EvidenceSet(
        ImmutableSortedSet<Evidence> ordered,
        ImmutableSortedSet<Evidence> toggles,
        Evidence? lastArrived,
        ImmutableDictionary<(EvidenceKind, string), Evidence>? keyed = null)
    {
        _ordered = ordered;
        _toggles = toggles;
        _keyed = keyed;
        _lastArrived = lastArrived;
    }

    /// <summary>The set without evidence.</summary>
    public static EvidenceSet Empty { get; } = new(Sorted([]), Sorted([]), null);

    /// <summary>How much evidence there is.</summary>
    public int Count => _ordered.Count;

    /// <summary>The latest evidence.</summary>
    public Evidence Latest => _ordered.Max ?? throw new InvalidOperationException("A session without evidence has no latest evidence.");

    /// <summary>The clock offset of the latest request that brought evidence, or null when there is none.</summary>
    public Duration? LastOffset => _lastArrived?.Offset;

    /// <summary>The evidence at a place in the order of instants.</summary>
    public Evidence this[int index] => _ordered[index];

    /// <summary>The set of the given evidence; of two pieces with the same kind and key the first is kept.</summary>
    public static EvidenceSet Of(IEnumerable<Evidence> evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var pieces = evidence.DistinctBy(piece => (piece.Kind, piece.Key)).ToList();
        return new(Sorted(pieces), Sorted(pieces.Where(IsToggle)), pieces.Aggregate((Evidence?)null, LaterArrived));
    }

    /// <summary>The set with one more piece; the same set when its kind and key are there already.</summary>
    public EvidenceSet Add(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return Keyed.ContainsKey((evidence.Kind, evidence.Key))
            ? this
            : new(
                _ordered.Add(evidence),
                IsToggle(evidence) ? _toggles.Add(evidence) : _toggles,
                LaterArrived(_lastArrived, evidence),
                Keyed.Add((evidence.Kind, evidence.Key), evidence));
    }

    /// <summary>The evidence of a kind and key, or null.</summary>
    public Evidence? Find(EvidenceKind kind, string key) => Keyed.GetValueOrDefault((kind, key));

    /// <summary>How many pieces lie at or before an instant.</summary>
    public int CountUntil(Instant instant) => CountUntil(_ordered, instant);

    /// <summary>The latest evidence at or before an instant, or null.</summary>
    public Evidence? LatestUntil(Instant instant) => CountUntil(instant) is var count and > 0 ? _ordered[count - 1] : null;

    /// <summary>The earliest evidence after an instant, or null.</summary>
    public Evidence? FirstAfter(Instant instant) => CountUntil(instant) is var count && count < _ordered.Count ? _ordered[count] : null;

    /// <summary>Whether study is paused by the evidence at or before an instant.</summary>
    public bool IsPausedAt(Instant instant) =>
        CountUntil(_toggles, instant) is var count and > 0 && _toggles[count - 1].Kind == EvidenceKind.Pause;

    /// <summary>The times of pause; one without a resume lasts for ever.</summary>
    public IEnumerable<Interval> Pauses()
    {
        Instant? since = null;
        foreach (var toggle in _toggles)
        {
            if (toggle.Kind == EvidenceKind.Pause)
            {
                since ??= toggle.EffectiveAt;
            }
            else if (since is { } from)
            {
                yield return new Interval(from, toggle.EffectiveAt);
                since = null;
            }
        }

        if (since is { } open)
        {
            yield return new Interval(open, Instant.MaxValue);
        }
    }

    /// <summary>The evidence in the order of instants.</summary>
    public IEnumerator<Evidence> GetEnumerator() => _ordered.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ImmutableDictionary<(EvidenceKind Kind, string Key), Evidence> Keyed =>
        _keyed ??= _ordered.ToImmutableDictionary(piece => (piece.Kind, piece.Key));

    // Of what arrived together the latest counts, so that the order of adding does not matter.
    private static Evidence LaterArrived(Evidence? one, Evidence other) =>
        one is null || one.ReceivedAt < other.ReceivedAt || (one.ReceivedAt == other.ReceivedAt && Evidence.Order.Compare(one, other) < 0) ? other : one;

    private static ImmutableSortedSet<Evidence> Sorted(IEnumerable<Evidence> evidence) => evidence.ToImmutableSortedSet(Evidence.Order);

    private static bool IsToggle(Evidence piece) => piece.Kind is EvidenceKind.Pause or EvidenceKind.Resume;

    private static int CountUntil(ImmutableSortedSet<Evidence> set, Instant instant)
    {
        var (low, high) = (0, set.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = set[middle].EffectiveAt <= instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
