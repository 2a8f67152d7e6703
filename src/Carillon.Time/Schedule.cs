using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Carillon.Time;

/// <summary>A set of occurrences on the time line that can be asked for its neighbours in both directions.</summary>
/// <remarks>
/// Forward and backward walk the same set: <c>Previous(Next(t))</c> is the last occurrence before <c>Next(t)</c>, never another one.
/// Implementations are immutable and read no clock.
/// </remarks>
public abstract class Schedule
{
    /// <summary>The first occurrence strictly after the instant, or null when there is none.</summary>
    /// <param name="after">Any instant; an occurrence exactly there is not returned.</param>
    [SuppressMessage("Naming", "CA1716", Justification = "Next and Previous are the pair that every reader expects; Visual Basic can escape the keyword.")]
    public abstract Occurrence? Next(Instant after);

    /// <summary>The last occurrence strictly before the instant, or null when there is none.</summary>
    /// <param name="before">Any instant; an occurrence exactly there is not returned.</param>
    public abstract Occurrence? Previous(Instant before);
}
