using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Carillon.Tests.Tenancy.Catalog;

/// <summary>A configuration of tenants that can be changed, as a file that is saved again.</summary>
internal sealed class TypedConfiguration : IOptionsChangeTokenSource<ConfiguredTenants>, IDisposable
{
    private readonly Dictionary<string, ConfiguredTenant> _tenants = new(StringComparer.Ordinal);
    private CancellationTokenSource _changes = new();

    public TypedConfiguration(Action<Dictionary<string, ConfiguredTenant>>? begin = null)
    {
        begin?.Invoke(_tenants);
        var services = new ServiceCollection();
        services.Configure<ConfiguredTenants>(o =>
        {
            foreach (var (id, tenant) in _tenants)
            {
                o.Tenants.Add(id, tenant);
            }
        });
        services.AddSingleton<IOptionsChangeTokenSource<ConfiguredTenants>>(this);
        services.AddCarillon(b => b.UseConfiguredTenants());
        Services = services.BuildServiceProvider();
    }

    public ServiceProvider Services { get; }

    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => new CancellationChangeToken(_changes.Token);

    public void Change(Action<Dictionary<string, ConfiguredTenant>> change)
    {
        change(_tenants);
        var before = _changes;
        _changes = new();
        before.Cancel();
        before.Dispose();
    }

    public void Dispose()
    {
        Services.Dispose();
        _changes.Dispose();
    }
}
