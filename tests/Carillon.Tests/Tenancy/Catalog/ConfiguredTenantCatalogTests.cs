using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.Catalog;

public sealed class ConfiguredTenantCatalogTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_wrong_is_refused_at_start_by_tenant_property_and_value()
    {
        using var configuration = new TypedConfiguration(tenants =>
        {
            tenants["a/b"] = new() { ZoneId = "UTC" };
            tenants["icc"] = new() { ZoneId = " ", Status = (TenantStatus)42, ServerId = "", Incarnation = 0, ConnectionGeneration = -1 };
            tenants["hocmai"] = new() { ZoneId = "UTC" };
            tenants["Hocmai"] = new() { ZoneId = "UTC" };
            tenants["empty"] = null!;
        });
        var failures = Should.Throw<OptionsValidationException>(() => configuration.Services.GetRequiredService<IStartupValidator>().Validate()).Failures.ToList();
        failures.Count.ShouldBe(8);
        failures.ShouldContain(f => f.StartsWith("Tenants:a/b:", StringComparison.Ordinal));
        failures.ShouldContain(f => f.StartsWith("Tenants:icc:ZoneId is ' '", StringComparison.Ordinal));
        failures.ShouldContain(f => f.StartsWith("Tenants:icc:Status is '42'", StringComparison.Ordinal));
        failures.ShouldContain(f => f.StartsWith("Tenants:icc:ServerId is ''", StringComparison.Ordinal));
        failures.ShouldContain(f => f.StartsWith("Tenants:icc:Incarnation is 0", StringComparison.Ordinal));
        failures.ShouldContain(f => f.StartsWith("Tenants:icc:ConnectionGeneration is -1", StringComparison.Ordinal));
        failures.ShouldContain(f => f.Contains("given 2 times, as Hocmai and hocmai"));
        failures.ShouldContain(f => f.StartsWith("Tenants:empty:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_configuration_that_becomes_invalid_changes_nothing()
    {
        using var configuration = new TypedConfiguration(tenants => tenants["icc"] = new() { ZoneId = "UTC" });
        var catalog = configuration.Services.GetRequiredService<ITenantCatalog>();
        var before = (await catalog.FindAsync(Tenants.Icc, Ct)).ShouldNotBeNull();
        Should.Throw<Exception>(() => configuration.Change(tenants => tenants["icc"] = new()));
        (await catalog.FindAsync(Tenants.Icc, Ct)).ShouldBe(before);
        configuration.Change(tenants => tenants["icc"] = new() { ZoneId = "Europe/Paris" });
        (await catalog.FindAsync(Tenants.Icc, Ct))!.ZoneId.ShouldBe("Europe/Paris");
    }

    [Fact]
    public async Task A_tenant_that_is_taken_out_is_not_there_and_the_feed_says_so()
    {
        using var configuration = new TypedConfiguration(tenants => tenants["icc"] = new() { ZoneId = "UTC" });
        var catalog = configuration.Services.GetRequiredService<ITenantCatalog>();
        var feed = configuration.Services.GetRequiredService<ITenantCatalogFeed>();
        var position = await feed.NewestAsync(Ct);
        configuration.Change(tenants => tenants.Clear());
        (await catalog.FindAsync(Tenants.Icc, Ct)).ShouldBeNull();
        var gone = await feed.ReadAsync(position, Ct);
        gone.Changes.ShouldBe([new(Tenants.Icc, null)]);
        configuration.Change(tenants => tenants["icc"] = new() { ZoneId = "UTC" });
        (await feed.ReadAsync(gone.Position, Ct)).Changes.ShouldHaveSingleItem().Tenant!.Version.ShouldBe(2, "versions never come again");
        configuration.Change(_ => { });
        (await feed.ReadAsync(gone.Position, Ct)).Changes.ShouldHaveSingleItem().Tenant!.Version.ShouldBe(2, "nothing changed");
    }

    [Fact]
    public async Task It_is_only_read()
    {
        using var configuration = new TypedConfiguration(tenants => tenants["icc"] = new() { ZoneId = "UTC" });
        var writer = configuration.Services.GetRequiredService<ITenantCatalogWriter>();
        (await writer.TryAddAsync(new(Tenants.Icc, "ICC", "UTC"), "lan", Ct)).ShouldBeFalse();
        (await Should.ThrowAsync<InvalidOperationException>(() => writer.TryAddAsync(new(Tenants.Hocmai, "H", "UTC"), "lan", Ct).AsTask())).Message.ShouldContain("Tenants:hocmai");
        (await Should.ThrowAsync<InvalidOperationException>(() => writer.TryUpdateAsync(new(Tenants.Icc, "H", "UTC"), "lan", Ct).AsTask())).Message.ShouldContain("Tenants:icc");
    }
}
