using NodaTime;

namespace Carillon.Jobs;

/// <summary>How this host works on the tenants' queues.</summary>
public sealed class QueueOptions
{
    /// <summary>How many queued runs go on at the same time on this host.</summary>
    /// <value>Default: 16; from 1 to 1,000.</value>
    public int Parallelism { get; set; } = 16;

    /// <summary>How many of them are of one tenant.</summary>
    /// <value>Default: 8; from 1 to 1,000.</value>
    public int ParallelismPerTenant { get; set; } = 8;

    /// <summary>The most runs that are claimed together. Only quick ones are claimed ahead.</summary>
    /// <value>Default: 500; from 1 to 5,000.</value>
    public int BatchSize { get; set; } = 500;

    /// <summary>How long a claim holds without a renewal; it is renewed at a ninth of that, which is also how soon a run hears that it is cancelled.</summary>
    /// <value>Default: 90 seconds; from 1 second to 1 hour.</value>
    public Duration Lease { get; set; } = Duration.FromSeconds(90);

    /// <summary>How long runs that have ended are kept, with their keys. Longer than any retry of the transactions that enqueue them.</summary>
    /// <value>Default: 14 days; at least 1 day.</value>
    public Duration KeepFor { get; set; } = Duration.FromDays(14);
}
