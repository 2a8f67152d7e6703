using Carillon.Time;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Says when and how a job runs.</summary>
/// <typeparam name="TArgs">The arguments of the job.</typeparam>
public sealed class JobBuilder<TArgs>
    where TArgs : class
{
    private Duration? _every;
    private TArgs? _args;
    private RetryPolicy _retry = new();
    private Duration _timeout = Duration.FromMinutes(10);
    private Overlap _overlap = Carillon.Jobs.Overlap.Skip;
    private int _version = 1;

    internal JobBuilder()
    {
    }

    /// <summary>Runs once per period for each active tenant, the first time one period after the tenant is first seen. No drift.</summary>
    /// <param name="period">At least one second, whole microseconds.</param>
    public JobBuilder<TArgs> Every(Duration period)
    {
        if (period < Duration.FromSeconds(1) || Microseconds.ToDuration(period.ToMicroseconds()) != period)
        {
            throw new ArgumentOutOfRangeException(nameof(period), period, "The period must be at least one second, in whole microseconds.");
        }

        _every = period;
        return this;
    }

    /// <summary>The arguments of scheduled runs.</summary>
    public JobBuilder<TArgs> WithArgs(TArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        _args = args;
        return this;
    }

    /// <summary>When a failed run is tried again.</summary>
    public JobBuilder<TArgs> Retry(RetryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(policy.MaxAttempts, 1, nameof(policy));
        if (policy.First <= Duration.Zero || policy.Longest < policy.First)
        {
            throw new ArgumentException($"The waits {policy.First} to {policy.Longest} must be more than zero and rise.", nameof(policy));
        }

        _retry = policy;
        return this;
    }

    /// <summary>How long one attempt may take.</summary>
    /// <param name="limit">More than zero, at most 24 hours.</param>
    public JobBuilder<TArgs> Timeout(Duration limit)
    {
        if (limit <= Duration.Zero || limit > Duration.FromHours(24))
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "The limit must be more than zero and at most 24 hours.");
        }

        _timeout = limit;
        return this;
    }

    /// <summary>What happens when an occurrence falls due while a run is live.</summary>
    public JobBuilder<TArgs> Overlap(Overlap overlap)
    {
        _overlap = overlap;
        return this;
    }

    /// <summary>The version of the arguments' shape.</summary>
    /// <param name="version">From 1.</param>
    public JobBuilder<TArgs> Version(int version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        _version = version;
        return this;
    }

    internal JobDefinition Build<TJob>(JobName name)
        where TJob : class, IJob<TArgs>
    {
        var args = _args is null ? "{}" : JobArguments.Write(_args);
        return new(name, typeof(TArgs), args, RunAsync<TJob>)
        {
            Every = _every,
            Retry = _retry,
            Timeout = _timeout,
            Overlap = _overlap,
            Version = _version,
        };
    }

    private static ValueTask<JobResult> RunAsync<TJob>(string argsJson, JobContext context, CancellationToken cancellationToken)
        where TJob : class, IJob<TArgs>
    {
        var args = (TArgs)JobArguments.Read(typeof(TArgs), argsJson);
        return ActivatorUtilities.GetServiceOrCreateInstance<TJob>(context.Services).RunAsync(args, context, cancellationToken);
    }
}
