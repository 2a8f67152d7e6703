using Carillon.Locking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Carillon;

/// <summary>Registers leases.</summary>
public static class LockingBuilderExtensions
{
    /// <summary>Refuses to start unless leases can do at least this. Calling it again adds to what is needed.</summary>
    /// <exception cref="OptionsValidationException">At start: the registered leases cannot do it.</exception>
    public static CarillonBuilder RequireLeases(this CarillonBuilder builder, LeaseCapabilities capabilities)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LeaseRequirements>, LeaseRequirementsValidator>());
        builder.Services.AddOptions<LeaseRequirements>().Configure(o => o.Needed |= capabilities).ValidateOnStart();
        return builder;
    }

    /// <summary>Keeps leases in this store instead.</summary>
    public static CarillonBuilder UseLeaseStore<TStore>(this CarillonBuilder builder)
        where TStore : class, ILeaseStore
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<ILeaseStore, TStore>());
        return builder;
    }
}
