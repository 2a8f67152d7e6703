using Carillon.Tenancy;
using Carillon.Testing.Conformance.Connections;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

/// <summary>The named connections in the control database, of one kind.</summary>
public abstract class RelationalConnectionStoreSuite(string kind) : ConnectionStoreSuite
{
    private TestInstallation? _installation;

    protected override IConnectionStore Store => _installation!.Services.GetRequiredService<IConnectionStore>();

    protected override IAuditLog Audit => _installation!.Services.GetRequiredService<IAuditLog>();

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _installation = await TestInstallation.StartAsync(kind, cancellationToken);
        var writer = _installation.Services.GetRequiredService<ITenantCatalogWriter>();
        foreach (var tenant in new[] { Hocmai, Icc })
        {
            await writer.TryAddAsync(new Tenant(tenant, tenant.Value, "UTC"), "system", cancellationToken);
        }
    }

    protected override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }
}
