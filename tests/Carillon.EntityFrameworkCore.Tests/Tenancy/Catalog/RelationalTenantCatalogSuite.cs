using Carillon.Tenancy;
using Carillon.Testing.Conformance.Tenants;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Catalog;

/// <summary>The catalogue in the control database, of one kind.</summary>
public abstract class RelationalTenantCatalogSuite(string kind) : WritableTenantCatalogSuite
{
    private TestInstallation? _installation;

    protected override ITenantCatalog Catalog => _installation!.Services.GetRequiredService<ITenantCatalog>();

    protected override ITenantCatalogFeed Feed => _installation!.Services.GetRequiredService<ITenantCatalogFeed>();

    protected override ITenantCatalogWriter Writer => _installation!.Services.GetRequiredService<ITenantCatalogWriter>();

    protected override async Task PrepareAsync(CancellationToken cancellationToken) =>
        _installation = await TestInstallation.StartAsync(kind, cancellationToken);

    protected override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    // As one with a console would: the feed tells of those too.
    protected override async Task PutAllAsync(IReadOnlyList<Tenant> tenants, CancellationToken cancellationToken)
    {
        await Feed.NewestAsync(cancellationToken);
        await using var console = await _installation!.RentUncheckedAsync(null, cancellationToken);
        await using var command = console.Connection.CreateCommand();
        command.CommandText =
            $"""
            INSERT INTO carillon_tenant (tenant_id, name, zone_id, status, version, incarnation, server_id, connection_generation)
            VALUES {string.Join(", ", tenants.Select(t => $"('{t.Id}', '{t.Name}', '{t.ZoneId}', {(int)t.Status}, 1, {t.Incarnation}, '{t.ServerId}', {t.ConnectionGeneration})"))}
            """;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
