using Carillon.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Carillon;

/// <summary>Registers scheduled work.</summary>
public static class JobsBuilderExtensions
{
    /// <summary>Adds a sweep, one instance for the host. Adding it again changes nothing.</summary>
    /// <typeparam name="TSweep">The sweep; its constructor takes services of the host.</typeparam>
    public static CarillonBuilder AddSweep<TSweep>(this CarillonBuilder builder)
        where TSweep : class, ISweep
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ISweep, TSweep>());
        return builder;
    }

    /// <summary>Sets how this host does scheduled work; it does so as long as it runs, unless <see cref="RunnerOptions.Mode"/> is off.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options.</param>
    /// <example><code>b.AddRunner(o => o.Mode = RunnerMode.Off);</code></example>
    public static CarillonBuilder AddRunner(this CarillonBuilder builder, Action<RunnerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Adds rows that are kept only for a time, for the clean-up of each tenant. Adding it again changes nothing.</summary>
    /// <typeparam name="TRetention">Deletes the rows; its constructor takes services of the host.</typeparam>
    public static CarillonBuilder AddRetention<TRetention>(this CarillonBuilder builder)
        where TRetention : class, IRetention
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<CleanUpOptions>().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CleanUpOptions>, CleanUpOptionsValidator>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, CleanUpWork>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IRetention, TRetention>());
        return builder;
    }

    /// <summary>Sets how often each tenant is cleaned up, and how long the ids of commands are kept.</summary>
    public static CarillonBuilder ConfigureCleanUp(this CarillonBuilder builder, Action<CleanUpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Sets how this host works on the tenants' queues.</summary>
    public static CarillonBuilder ConfigureQueue(this CarillonBuilder builder, Action<QueueOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Adds a job. Without a trigger it runs only on request, or when it is put into a queue, see <see cref="IJobQueue"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The stable name, e.g. <c>reports.weekly</c>; kept in databases, so never the type's name.</param>
    /// <param name="configure">Says when and how it runs.</param>
    /// <example><code>b.AddJob&lt;Report, ReportArgs&gt;("reports.hourly", j => j.Every(Duration.FromHours(1)).WithArgs(new("all")));</code></example>
    /// <exception cref="ArgumentException">The name is no job name.</exception>
    public static CarillonBuilder AddJob<TJob, TArgs>(this CarillonBuilder builder, string name, Action<JobBuilder<TArgs>>? configure = null)
        where TJob : class, IJob<TArgs>
        where TArgs : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var job = new JobBuilder<TArgs>();
        configure?.Invoke(job);
        builder.Services.AddSingleton(job.Build<TJob>(new JobName(name)));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, QueueDispatcher>());
        return builder.AddRetention<QueueRetention>();
    }
}
