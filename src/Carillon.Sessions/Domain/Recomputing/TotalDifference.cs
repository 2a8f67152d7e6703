using NodaTime;

namespace Carillon.Sessions;

/// <summary>A total that two computations disagree about.</summary>
/// <param name="Key">What the total is about.</param>
/// <param name="Before">The total of the first; zero where it has none.</param>
/// <param name="After">The total of the second; zero where it has none.</param>
public sealed record TotalDifference(TotalKey Key, Duration Before, Duration After)
{
    /// <summary>The totals that differ, in the order of their keys.</summary>
    public static IEnumerable<TotalDifference> Between(IReadOnlyDictionary<TotalKey, Duration> before, IReadOnlyDictionary<TotalKey, Duration> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before.Keys.Union(after.Keys).Order(TotalKey.Order)
            .Select(key => new TotalDifference(
                key, before.GetValueOrDefault(key, Duration.Zero), after.GetValueOrDefault(key, Duration.Zero)))
            .Where(difference => difference.Before != difference.After);
    }
}
