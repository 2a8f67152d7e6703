using Carillon.Jobs;
using Carillon.Locking;
using Carillon.Operations;
using Carillon.Scheduling;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace Carillon;

/// <summary>The front door.</summary>
public static class CarillonServiceCollectionExtensions
{
    /// <summary>Adds Carillon to the host. Calling it again adds to the same registration.</summary>
    /// <remarks>Logging is the host's: every generic host and ASP.NET Core application has it; elsewhere call <c>AddLogging</c>.</remarks>
    /// <example><code>services.AddCarillon(b => b.UseSqlite("data").AddSessions());</code></example>
    public static IServiceCollection AddCarillon(this IServiceCollection services, Action<CarillonBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton<IDateTimeZoneProvider>(DateTimeZoneProviders.Tzdb);
        services.TryAddSingleton<ReceiptClock>();
        services.TryAddSingleton<IReceiptClock>(p => p.GetRequiredService<ReceiptClock>());
        services.TryAddSingleton<IDatabaseClock, ProviderClock>();
        services.TryAddSingleton<ITenantCatalog, InMemoryTenantCatalog>();
        services.TryAddSingleton(p => p.GetRequiredService<ITenantCatalog>() as ITenantCatalogFeed
            ?? throw new InvalidOperationException("The registered catalogue of tenants has no feed of its changes: register an ITenantCatalogFeed beside it."));
        services.TryAddSingleton<TenantScopes>();
        services.TryAddSingleton<ITenantScopes>(p => p.GetRequiredService<TenantScopes>());
        services.TryAddSingleton<ICurrentTenant>(p => p.GetRequiredService<TenantScopes>());
        services.TryAddSingleton<TenantCircuits>();
        services.TryAddSingleton<FanOutHost>();
        services.TryAddSingleton<ITenantFanOut, TenantFanOut>();
        services.AddConnections();
        services.TryAddSingleton<ILeaseStore, InProcessLeaseStore>();
        services.TryAddSingleton<ILeaseProvider, LeaseProvider>();
        services.TryAddSingleton<OperationCatalog>();
        services.AddJobs();
        services.AddScheduling();
        configure(new CarillonBuilder(services));
        return services;
    }
}
