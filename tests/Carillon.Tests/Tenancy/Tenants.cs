using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Carillon.Tests.Tenancy;

internal static class Tenants
{
    public static readonly TenantId Hocmai = TenantId.Parse("hocmai");
    public static readonly TenantId Icc = TenantId.Parse("icc");

    public static ServiceProvider Host(IEnumerable<string> tenants, TimeProvider? time = null, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(time ?? TimeProvider.System);
        configure?.Invoke(services);
        services.AddCarillon(b => b.UseTenants(tenants.Select(t => new Tenant(TenantId.Parse(t), t, "Asia/Ho_Chi_Minh"))));
        return services.BuildServiceProvider();
    }
}
