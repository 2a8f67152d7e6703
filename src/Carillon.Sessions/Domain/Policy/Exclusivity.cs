namespace Carillon.Sessions;

/// <summary>What a start does when sessions of the same scope are still live.</summary>
/// <remarks>The default value is <see cref="Supersede"/>.</remarks>
public readonly record struct Exclusivity
{
    private readonly int _additional;

    private Exclusivity(bool joins, int limit)
    {
        Joins = joins;
        _additional = limit - 1;
    }

    /// <summary>The live session ends at its last activity; the new one takes its place.</summary>
    public static Exclusivity Supersede => default;

    /// <summary>The live session is returned; no new one is made.</summary>
    public static Exclusivity Join => new(joins: true, limit: 1);

    /// <summary>Whether a start answers with the live session instead of making one.</summary>
    public bool Joins { get; }

    /// <summary>How many sessions of a scope may be live at once; at least 1.</summary>
    public int Limit => _additional + 1;

    /// <summary>Up to <paramref name="limit"/> sessions live side by side; one more start ends the oldest at its last activity.</summary>
    /// <remarks>A session that fell silent and comes back takes the place of the one heard of least recently.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not between 1 and 100.</exception>
    public static Exclusivity Allow(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        return new(joins: false, limit);
    }

    /// <summary>The rule as words: <c>supersede</c>, <c>join</c> or <c>allow 3</c>.</summary>
    public override string ToString() => Joins ? "join" : Limit == 1 ? "supersede" : $"allow {Limit}";
}
