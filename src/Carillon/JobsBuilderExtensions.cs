using Carillon.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
}
