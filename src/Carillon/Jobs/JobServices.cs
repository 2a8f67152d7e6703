using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

/// <summary>The services of the job core, as every host has them.</summary>
internal static class JobServices
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton<SweepCatalog>();
        services.TryAddSingleton<ISweepMarks, InMemorySweepMarks>();
        services.TryAddSingleton<ISweepHistory, InMemorySweepHistory>();
        services.TryAddSingleton<SweepRunner>();
        services.TryAddSingleton<ISweepRunner>(p => p.GetRequiredService<SweepRunner>());
        services.TryAddSingleton<INextDueStore, InMemoryNextDueStore>();
        services.TryAddSingleton<KnownWakes>();
        services.TryAddSingleton<UnsentHints>();
        services.TryAddSingleton<WakeSignal>();
        services.TryAddSingleton<WakeHints>();
        services.TryAddSingleton<IWakeHints>(p => p.GetRequiredService<WakeHints>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SweepOptions>, SweepOptionsValidator>());
    }
}
