namespace Carillon.Jobs;

/// <summary>The jobs of the host, by name.</summary>
public sealed class JobCatalog
{
    private readonly SortedDictionary<string, JobDefinition> _jobs = new(StringComparer.Ordinal);

    /// <summary>Collects the definitions.</summary>
    /// <exception cref="ArgumentException">Two jobs have the same name, a job has a sweep's name, or scheduled arguments are missing.</exception>
    public JobCatalog(IEnumerable<JobDefinition> jobs, SweepCatalog sweeps)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(sweeps);
        foreach (var job in jobs)
        {
            if (!_jobs.TryAdd(job.Name.Value, job))
            {
                throw new ArgumentException($"Job '{job.Name}' is registered twice.", nameof(jobs));
            }

            if (sweeps.Find(job.Name) is not null)
            {
                throw new ArgumentException($"Job '{job.Name}' has the name of a sweep.", nameof(jobs));
            }

            if (job.Every is not null)
            {
                JobArguments.Read(job.ArgsType, job.DefaultArgs);
            }
        }

        Known = _jobs.Values.ToDictionary(j => j.Name, j => j.Version);
    }

    /// <summary>All jobs in the order of their names.</summary>
    public IReadOnlyCollection<JobDefinition> All => _jobs.Values;

    /// <summary>What this host can run: names with the highest version of their arguments.</summary>
    public IReadOnlyDictionary<JobName, int> Known { get; }

    /// <summary>The job, or null when there is none of that name.</summary>
    public JobDefinition? Find(JobName name) => _jobs.GetValueOrDefault(name.Value);
}
