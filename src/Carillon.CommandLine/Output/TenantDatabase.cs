using System.Data.Common;
using System.Net.Sockets;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.CommandLine;

/// <summary>Names a tenant and its database, because what a driver says names neither.</summary>
internal static class TenantDatabase
{
    /// <summary>True when the failure, or one that it wraps, comes from a database or the way to it.</summary>
    public static bool IsToBlame(Exception? error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException or SocketException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>Tenant 'icc', database data/tenants/icc.db</c>; without the database where the host does not say where it is.</summary>
    public static async ValueTask<string> NameAsync(IServiceProvider services, TenantId tenant, CancellationToken cancellationToken)
    {
        var name = $"Tenant '{tenant}'";
        if (services.GetService<IDatabaseDirectory>() is not { } directory)
        {
            return name;
        }

        var address = await directory.LocateAsync(tenant, cancellationToken).ConfigureAwait(false);
        return services.GetServices<DatabaseProvider>().FirstOrDefault(provider => provider.Name == address.Provider) is { } provider
            ? $"{name}, database {provider.Describe(address)}"
            : name;
    }
}
