using NodaTime;

namespace Carillon.Jobs;

/// <summary>The hints of one transaction: the earliest deadline per kind of work.</summary>
internal sealed class PendingHints
{
    private readonly Dictionary<JobName, Instant> _due = [];

    /// <summary>Deadlines that a known wake-up seemed to cover when the transaction committed.</summary>
    public Dictionary<JobName, Instant> Deferred { get; } = [];

    /// <summary>The earliest deadline of the transaction.</summary>
    public Instant Earliest { get; private set; } = Instant.MaxValue;

    /// <summary>True once the transaction calls back.</summary>
    public bool IsArmed { get; set; }

    public void Add(JobName work, Instant due)
    {
        Earliest = Instant.Min(Earliest, due);
        _due[work] = _due.TryGetValue(work, out var known) ? Instant.Min(known, due) : due;
    }

    /// <summary>The deadlines that were added since the last call.</summary>
    public IReadOnlyList<KeyValuePair<JobName, Instant>> Take()
    {
        var taken = _due.ToList();
        _due.Clear();
        return taken;
    }
}
