using NodaTime;

namespace Carillon.Jobs;

/// <summary>A job as the host knows it: stable name, arguments, trigger, policies.</summary>
public sealed class JobDefinition
{
    internal JobDefinition(JobName name, Type argsType, string defaultArgs, JobInvocation invoke)
    {
        Name = name;
        ArgsType = argsType;
        DefaultArgs = defaultArgs;
        Invoke = invoke;
    }

    /// <summary>The stable name.</summary>
    public JobName Name { get; }

    /// <summary>The type of the arguments.</summary>
    public Type ArgsType { get; }

    /// <summary>The arguments of runs that nobody gave arguments, as JSON.</summary>
    public string DefaultArgs { get; }

    /// <summary>The version of the arguments' shape; runs of a higher one wait for a host that knows it.</summary>
    /// <value>Default: 1.</value>
    public int Version { get; internal init; } = 1;

    /// <summary>The period of the trigger; null when the job runs only on request.</summary>
    public Duration? Every { get; internal init; }

    /// <summary>When a failed run is tried again.</summary>
    public RetryPolicy Retry { get; internal init; } = new();

    /// <summary>How long one attempt may take.</summary>
    /// <value>Default: 10 minutes.</value>
    public Duration Timeout { get; internal init; } = Duration.FromMinutes(10);

    /// <summary>What happens when an occurrence falls due while a run is live.</summary>
    /// <value>Default: <see cref="Overlap.Skip"/>.</value>
    public Overlap Overlap { get; internal init; } = Overlap.Skip;

    internal JobInvocation Invoke { get; }

    /// <summary>The key of which only one run may be live; null when runs may overlap.</summary>
    internal string? ConcurrencyKey(Tenancy.TenantId tenant) => Overlap == Overlap.Allow ? null : $"{Name.Value}:{tenant.Value}";
}
