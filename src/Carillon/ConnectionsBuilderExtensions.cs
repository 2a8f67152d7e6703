using System.Data.Common;
using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Carillon;

/// <summary>Registers secrets and named connections.</summary>
public static class ConnectionsBuilderExtensions
{
    /// <summary>Sets the keys that secrets in the control database are encrypted with.</summary>
    /// <example><code>b.UseSecretKeys(o => o.KeyFile = "/etc/app/carillon.keys")</code></example>
    public static CarillonBuilder UseSecretKeys(this CarillonBuilder builder, Action<SecretOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Encrypts secrets with this protector instead, for example one over a key management service.</summary>
    public static CarillonBuilder UseSecretProtector<TProtector>(this CarillonBuilder builder)
        where TProtector : class, ISecretProtector
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<ISecretProtector, TProtector>());
        return builder;
    }

    /// <summary>Sets how named connections are opened.</summary>
    public static CarillonBuilder ConfigureConnections(this CarillonBuilder builder, Action<ConnectionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Sets how many connections this host keeps open to tenants' own databases.</summary>
    /// <example><code>b.ConfigureConnectionBudget(o => { o.PerServer = 40; o.Servers["large"] = 100; })</code></example>
    public static CarillonBuilder ConfigureConnectionBudget(this CarillonBuilder builder, Action<ConnectionBudgetOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Lets named connections lead to databases of this kind. Adding it again changes nothing.</summary>
    public static CarillonBuilder AddConnectionProvider<TProvider>(this CarillonBuilder builder)
        where TProvider : ConnectionProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ConnectionProvider, TProvider>());
        return builder;
    }

    /// <summary>Lets named connections lead to databases that a driver of the host reaches.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, e.g. <c>mysql</c>; the later registration of a name wins.</param>
    /// <param name="factory">The driver.</param>
    /// <param name="connectionString">Writes the connection string; with <see cref="ConnectionTarget.Pooled"/> false it must switch pooling off.</param>
    /// <param name="classify">Says what an exception of the driver means, see <see cref="MySqlErrors"/> and <see cref="SqlServerErrors"/>; null where SQLSTATE is enough.</param>
    public static CarillonBuilder AddConnectionProvider(
        this CarillonBuilder builder,
        string name,
        DbProviderFactory factory,
        Func<ConnectionTarget, string> connectionString,
        Func<Exception, ConnectionTestOutcome?>? classify = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(connectionString);
        builder.Services.AddSingleton<ConnectionProvider>(new FactoryConnectionProvider(name, factory, connectionString, classify));
        return builder;
    }

    /// <summary>Offers the operations <c>connections.*</c> and <c>audit.list</c>. Relational stores bring them; in memory there is nothing that a verb could come back to.</summary>
    public static CarillonBuilder AddConnectionOperations(this CarillonBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Services.Any(s => s.ImplementationInstance is Operation { Name.Value: "connections.list" }))
        {
            ConnectionOperations.AddTo(builder);
        }

        return builder;
    }
}
