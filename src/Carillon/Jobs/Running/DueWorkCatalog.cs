namespace Carillon.Jobs;

/// <summary>All kinds of due work of the host: its sweeps first, then the rest.</summary>
internal sealed class DueWorkCatalog
{
    private readonly Dictionary<JobName, (IDueWork Recent, IDueWork Everything)> _work = [];

    public DueWorkCatalog(SweepCatalog sweeps, SweepRunner runner, IEnumerable<IDueWork> others)
    {
        Sweeps = [.. sweeps.All.Select(s => new SweepWork(s.Name, runner, SweepScan.Everything))];
        Others = [.. others.OrderBy(o => o.Name.Value, StringComparer.Ordinal)];
        foreach (var sweep in Sweeps)
        {
            _work.Add(sweep.Name, (new SweepWork(sweep.Name, runner, SweepScan.Recent), sweep));
        }

        foreach (var other in Others)
        {
            if (!_work.TryAdd(other.Name, (other, other)))
            {
                throw new ArgumentException($"Due work '{other.Name}' is registered twice.", nameof(others));
            }
        }

        Names = [.. _work.Keys];
    }

    public IReadOnlyList<IDueWork> Sweeps { get; }

    public IReadOnlyList<IDueWork> Others { get; }

    public IReadOnlyCollection<JobName> Names { get; }

    public IDueWork Find(JobName name, SweepScan scan) => scan == SweepScan.Recent ? _work[name].Recent : _work[name].Everything;
}
