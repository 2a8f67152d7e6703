namespace Carillon.Jobs;

/// <summary>The sweeps of the host, by name.</summary>
public sealed class SweepCatalog
{
    private readonly SortedDictionary<string, ISweep> _sweeps = new(StringComparer.Ordinal);

    /// <summary>Collects the sweeps.</summary>
    /// <exception cref="ArgumentException">Two sweeps have the same name, or one has none.</exception>
    public SweepCatalog(IEnumerable<ISweep> sweeps)
    {
        ArgumentNullException.ThrowIfNull(sweeps);
        foreach (var sweep in sweeps)
        {
            if (!_sweeps.TryAdd(sweep.Name.Value, sweep))
            {
                throw new ArgumentException(
                    $"Sweep '{sweep.Name}' is registered twice: by {_sweeps[sweep.Name.Value].GetType()} and {sweep.GetType()}.", nameof(sweeps));
            }
        }
    }

    /// <summary>All sweeps in the order of their names.</summary>
    public IReadOnlyCollection<ISweep> All => _sweeps.Values;

    /// <summary>The sweep, or null when there is none of that name.</summary>
    public ISweep? Find(JobName name) => _sweeps.GetValueOrDefault(name.Value);
}
