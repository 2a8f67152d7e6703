using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

/// <summary>The services of the job core, as every host has them. Stores are in memory until a relational package replaces them.</summary>
internal static class JobServices
{
    public static void AddJobs(this IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(JobCatalog)))
        {
            return;
        }

        services.AddOptions<DefinitionCheck>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<DefinitionCheck>, DefinitionCheckValidator>();
        services.AddOptions<SweepOptions>().ValidateOnStart();
        services.TryAddSingleton<SweepCatalog>();
        services.TryAddSingleton<SweepRunner>();
        services.TryAddSingleton<ISweepRunner>(p => p.GetRequiredService<SweepRunner>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SweepOptions>, SweepOptionsValidator>());
        services.AddStoresInMemory();

        services.TryAddSingleton<KnownWakes>();
        services.TryAddSingleton<UnsentHints>();
        services.TryAddSingleton<WakeSignal>();
        services.TryAddSingleton<WakeHints>();
        services.TryAddSingleton<IWakeHints>(p => p.GetRequiredService<WakeHints>());

        services.TryAddSingleton<JobCatalog>();
        services.TryAddSingleton<OccurrenceFeed>();
        services.TryAddSingleton<RunPipeline>();
        services.TryAddSingleton<RunExecutor>();
        services.TryAddSingleton<IJobs, JobRequests>();

        services.AddQueue();
        services.TryAddSingleton<DueWorkCatalog>();
        services.TryAddSingleton<TenantVisit>();
        services.TryAddSingleton<IRunDue, DueFanOut>();
        services.AddRunner();

        var builder = new CarillonBuilder(services);
        RunDueOperation.AddTo(builder);
        ListJobsOperation.AddTo(builder);
        RunJobOperation.AddTo(builder);
    }

    private static void AddQueue(this IServiceCollection services)
    {
        services.AddOptions<QueueOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QueueOptions>, QueueOptionsValidator>());
        services.TryAddSingleton<InMemoryQueueStore>();
        services.TryAddSingleton<IQueueStore>(p => p.GetRequiredService<InMemoryQueueStore>());
        services.TryAddSingleton<IQueueRunGuard>(p => p.GetRequiredService<InMemoryQueueStore>());
        services.TryAddSingleton<IJobQueue, JobQueue>();
        services.TryAddSingleton<QueuePipeline>();
        services.TryAddSingleton<QueueWorkers>();
    }

    // A hosted service costs nothing until the host is started, so whoever only calls single services has no runner.
    private static void AddRunner(this IServiceCollection services)
    {
        services.AddOptions<RunnerOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RunnerOptions>, RunnerOptionsValidator>());
        services.TryAddSingleton<Cadence>();
        services.TryAddSingleton<WorkBackOff>();
        services.TryAddSingleton<RunnerSlots>();
        services.TryAddSingleton<RunnerSeeds>();
        services.TryAddSingleton<DueReader>();
        services.TryAddSingleton<DueWorker>();
        services.TryAddSingleton<RunnerCore>();
        services.TryAddSingleton<IRunnerStep>(p => p.GetRequiredService<RunnerCore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RunnerLoop>());
    }

    private static void AddStoresInMemory(this IServiceCollection services)
    {
        services.TryAddSingleton<ISweepMarks, InMemorySweepMarks>();
        services.TryAddSingleton<ISweepHistory, InMemorySweepHistory>();
        services.TryAddSingleton<INextDueStore, InMemoryNextDueStore>();
        services.TryAddSingleton<InMemoryRunStore>();
        services.TryAddSingleton<IRunStore>(p => p.GetRequiredService<InMemoryRunStore>());
        services.TryAddSingleton<IRunMarks, InMemoryRunMarks>();
        services.TryAddSingleton<IScheduleStore, InMemoryScheduleStore>();
    }
}
