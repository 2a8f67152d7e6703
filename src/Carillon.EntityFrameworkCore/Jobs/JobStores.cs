using Carillon.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>The relational stores of the job core and their tables.</summary>
internal static class JobStores
{
    public static void UseJobStores(this IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<ISweepMarks, RelationalSweepMarks>());
        services.Replace(ServiceDescriptor.Singleton<ISweepHistory, RelationalSweepHistory>());
        services.Replace(ServiceDescriptor.Singleton<INextDueStore, RelationalNextDueStore>());
        services.Replace(ServiceDescriptor.Singleton<IRunStore, RelationalRunStore>());
        services.Replace(ServiceDescriptor.Singleton<IRunMarks, RelationalRunMarks>());
        services.Replace(ServiceDescriptor.Singleton<IScheduleStore, RelationalScheduleStore>());
        services.Replace(ServiceDescriptor.Singleton<IQueueStore, RelationalQueueStore>());
        services.Replace(ServiceDescriptor.Singleton<IQueueRunGuard, QueueRunGuard>());
    }

    public static void AddControlTables(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new TenantDueRow.Configuration());
        modelBuilder.ApplyConfiguration(new JobRunRow.Configuration());
        modelBuilder.ApplyConfiguration(new JobScheduleRow.Configuration());
        modelBuilder.ApplyConfiguration(new SweepHistoryRow.Configuration());
    }

    public static void AddTenantTables(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new SweepMarkRow.Configuration());
        modelBuilder.ApplyConfiguration(new RunMarkRow.Configuration());
    }
}
