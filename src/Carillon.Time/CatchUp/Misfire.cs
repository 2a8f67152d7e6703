using NodaTime;

namespace Carillon.Time;

/// <summary>What to do about runs that were due while nothing ran.</summary>
public abstract record Misfire
{
    private Misfire()
    {
    }

    /// <summary>Run each, the oldest first.</summary>
    public sealed record All : Misfire;

    /// <summary>Run once for all of them, under the identity of the oldest: it stays the same however long the run is put off.</summary>
    public sealed record Coalesce : Misfire;

    /// <summary>Run the latest and drop the others.</summary>
    public sealed record Last : Misfire;

    /// <summary>Drop what is late; the oldest of the others first.</summary>
    /// <param name="Grace">How late a run may be, inclusive; not negative.</param>
    public sealed record None(Duration Grace) : Misfire;
}
