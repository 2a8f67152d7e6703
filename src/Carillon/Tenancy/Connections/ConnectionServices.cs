using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Carillon.Tenancy;

/// <summary>Secrets, named connections and the audit log, as every host has them. Stores are in memory until a relational package replaces them.</summary>
internal static class ConnectionServices
{
    public static void AddConnections(this IServiceCollection services)
    {
        services.AddOptions<ConnectionBudgetOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConnectionBudgetOptions>, ConnectionBudgetOptionsValidator>());
        services.TryAddSingleton<ConnectionBudget>();
        services.AddOptions<SecretOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SecretOptions>, SecretOptionsValidator>());
        services.TryAddSingleton<SecretKeyRing>();
        services.TryAddSingleton<ISecretProtector, AesGcmSecretProtector>();
        services.TryAddSingleton<ISecretReencryption, SecretReencryption>();
        services.TryAddSingleton<IAuditLog, InMemoryAuditLog>();
        services.TryAddSingleton<IConnectionStore, InMemoryConnectionStore>();
        services.TryAddSingleton<ConnectionProviders>();
        services.TryAddSingleton<INamedConnections, NamedConnections>();
        services.AddOptions<ConnectionOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConnectionOptions>, ConnectionOptionsValidator>());
        services.TryAddSingleton(p => new ConnectionOpener(
            p.GetRequiredService<ITenantCatalog>(),
            p.GetRequiredService<IConnectionStore>(),
            p.GetRequiredService<ISecretProtector>(),
            p.GetRequiredService<ConnectionProviders>(),
            p.GetRequiredService<IOptions<ConnectionOptions>>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<ConnectionOpener>>()));
    }
}
