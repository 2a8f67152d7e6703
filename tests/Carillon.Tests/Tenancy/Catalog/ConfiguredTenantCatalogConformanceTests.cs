using Carillon.Tenancy;
using Carillon.Testing.Conformance.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Carillon.Tests.Tenancy.Catalog;

public sealed class ConfiguredTenantCatalogConformanceTests : TenantCatalogSuite, IDisposable
{
    private readonly TypedConfiguration _configuration = new();

    public static TheoryData<string> All => [.. CasesOf<ConfiguredTenantCatalogConformanceTests>()];

    protected override ITenantCatalog Catalog => _configuration.Services.GetRequiredService<ITenantCatalog>();

    protected override ITenantCatalogFeed Feed => _configuration.Services.GetRequiredService<ITenantCatalogFeed>();

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);

    public void Dispose() => _configuration.Dispose();

    protected override async Task PutAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        await Feed.NewestAsync(cancellationToken);
        _configuration.Change(tenants => tenants[tenant.Id.Value] = Configured(tenant));
    }

    // A file that is saved once with all of them.
    protected override Task PutAllAsync(IReadOnlyList<Tenant> tenants, CancellationToken cancellationToken)
    {
        _configuration.Change(known => tenants.ToList().ForEach(t => known[t.Id.Value] = Configured(t)));
        return Task.CompletedTask;
    }

    private static ConfiguredTenant Configured(Tenant tenant) => new()
    {
        Name = tenant.Name,
        ZoneId = tenant.ZoneId,
        Status = tenant.Status,
        StatusReason = tenant.StatusReason,
        ServerId = tenant.ServerId,
        Incarnation = tenant.Incarnation,
        ConnectionGeneration = tenant.ConnectionGeneration,
    };
}
