using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Catalog;

/// <summary>What a host remembers of the catalogue is at most a second old, whoever changes it, and costs nearly nothing to keep so.</summary>
public sealed class CatalogFeedTests
{
    private static readonly TenantId Hocmai = TenantId.Parse("hocmai");
    private readonly ManualClock _clock = ManualClock.AtUtc(2026, 3, 1);

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_suspended_on_one_host_is_suspended_on_another_a_second_later()
    {
        await using var first = await StartAsync("postgresql");
        await using var second = first.SecondHost();
        await AddAsync(first, Hocmai);
        (await FindAsync(first))!.Status.ShouldBe(TenantStatus.Active);
        var seen = (await FindAsync(second))!;

        (await Writer(first).TryUpdateAsync(seen with { Status = TenantStatus.Suspended }, "lan", Ct)).ShouldBeTrue();
        (await FindAsync(first))!.Status.ShouldBe(TenantStatus.Suspended, "own changes are seen at once");
        (await FindAsync(second)).ShouldBe(seen, "nobody asks the database each time");
        _clock.Advance(Duration.FromSeconds(1));
        (await FindAsync(second))!.Status.ShouldBe(TenantStatus.Suspended);
        await Should.ThrowAsync<TenantNotActiveException>(() => second.Connections.BeginAsync(Hocmai, Ct).AsTask());

        (await Writer(second).TryUpdateAsync((await FindAsync(second))! with { Status = TenantStatus.Active }, "lan", Ct)).ShouldBeTrue();
        (await FindAsync(second))!.Status.ShouldBe(TenantStatus.Active);
        _clock.Advance(Duration.FromSeconds(1));
        (await FindAsync(first))!.Status.ShouldBe(TenantStatus.Active);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_someone_changes_at_a_console_is_seen_too(string kind)
    {
        await using var installation = await StartAsync(kind);
        await AddAsync(installation, Hocmai);
        (await FindAsync(installation)).ShouldNotBeNull();
        var position = await Feed(installation).NewestAsync(Ct);

        await ControlAsync(installation, "UPDATE carillon_tenant SET name = 'typed' WHERE tenant_id = 'hocmai'");
        _clock.Advance(Duration.FromSeconds(1));
        (await FindAsync(installation))!.Name.ShouldBe("typed");

        await ControlAsync(installation, "DELETE FROM carillon_tenant WHERE tenant_id = 'hocmai'");
        _clock.Advance(Duration.FromSeconds(1));
        (await FindAsync(installation)).ShouldBeNull();
        var page = await Feed(installation).ReadAsync(position, Ct);
        page.Changes.ShouldBe([new(Hocmai, null)]);

        await AddAsync(installation, Hocmai);
        (await FindAsync(installation))!.Version.ShouldBe(1);
        (await Feed(installation).ReadAsync(page.Position, Ct)).Changes.ShouldHaveSingleItem().Tenant!.Id.ShouldBe(Hocmai);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_list_that_is_read_slowly_does_not_put_back_what_was_before(string kind)
    {
        await using var installation = await StartAsync(kind);
        await AddAsync(installation, TenantId.Parse("a"));
        await AddAsync(installation, Hocmai);
        (await FindAsync(installation)).ShouldNotBeNull();
        await using var list = installation.Services.GetRequiredService<ITenantCatalog>().ListAsync(TenantQuery.Active, Ct).GetAsyncEnumerator(Ct);
        (await list.MoveNextAsync()).ShouldBeTrue();
        await ControlAsync(installation, "UPDATE carillon_tenant SET name = 'newer'");
        _clock.Advance(Duration.FromSeconds(1));
        (await FindAsync(installation))!.Name.ShouldBe("newer");
        (await list.MoveNextAsync()).ShouldBeTrue();
        list.Current.Name.ShouldBe("hocmai", "the page was read before");
        (await FindAsync(installation))!.Name.ShouldBe("newer");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_restored_control_database_is_read_anew(string kind)
    {
        await using var installation = await StartAsync(kind);
        await AddAsync(installation, Hocmai);
        (await FindAsync(installation)).ShouldNotBeNull();
        var position = await Feed(installation).NewestAsync(Ct);

        // The backup has an older name under the position that this host has seen; who restores raises the epoch.
        await ControlAsync(installation, "UPDATE carillon_tenant SET name = 'older'; UPDATE carillon_tenant_change SET position = 1; INSERT INTO carillon_epoch (id, epoch) VALUES (1, 1)");
        _clock.Advance(Duration.FromSeconds(1));
        (await FindAsync(installation))!.Name.ShouldBe("older");
        var page = await Feed(installation).ReadAsync(position, Ct);
        page.Restarts.ShouldBeTrue();
        page.Changes.ShouldHaveSingleItem().Tenant!.Name.ShouldBe("older");
        (await Feed(installation).ReadAsync(page.Position, Ct)).Restarts.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_thousand_questions_about_a_hundred_tenants_are_a_few_statements(string kind)
    {
        await using var installation = await StartAsync(kind);
        var tenants = Enumerable.Range(0, 100).Select(i => TenantId.Parse($"t{i:00}")).ToList();
        foreach (var tenant in tenants)
        {
            await AddAsync(installation, tenant);
        }

        var catalog = installation.Services.GetRequiredService<ITenantCatalog>();
        var seen = FaultPlan.NoCrash();
        using (installation.Services.GetRequiredService<FaultInjector>().Use(seen))
        {
            (await catalog.FindAsync(tenants[0], Ct)).ShouldNotBeNull();
            (await catalog.ListAsync(TenantQuery.Active, Ct).CountAsync(Ct)).ShouldBe(100);
            for (var i = 0; i < 1000; i++)
            {
                (await catalog.FindAsync(tenants[i % tenants.Count], Ct)).ShouldNotBeNull();
                _clock.Advance(Duration.FromMilliseconds(2));
            }
        }

        seen.Statements.ShouldBe(4, "a look and a find at first, the list, and a look for the second second");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_outage_is_bridged_for_five_seconds_and_never_passes_for_a_tenant_that_is_not_there(string kind)
    {
        var control = new ControlOutage();
        await using var installation = await StartAsync(kind, b => b.Services.AddSingleton<IConnectionDecorator>(control));
        await AddAsync(installation, Hocmai);
        var known = await FindAsync(installation);
        control.IsOut = true;
        foreach (var milliseconds in (int[])[500, 499, 1, 1000, 2999])
        {
            _clock.Advance(Duration.FromMilliseconds(milliseconds));
            (await FindAsync(installation)).ShouldBe(known);
        }

        await Should.ThrowAsync<ControlOutage.Failure>(() => installation.Services.GetRequiredService<ITenantCatalog>().FindAsync(TenantId.Parse("icc"), Ct).AsTask());
        _clock.Advance(Duration.FromMilliseconds(1));
        await Should.ThrowAsync<ControlOutage.Failure>(() => FindAsync(installation).AsTask());
        control.IsOut = false;
        (await FindAsync(installation)).ShouldBe(known);

        // A clock that is set back proves nothing.
        control.IsOut = true;
        _clock.TurnBack(_clock.GetCurrentInstant() - Duration.FromHours(1));
        await Should.ThrowAsync<ControlOutage.Failure>(() => FindAsync(installation).AsTask());
    }

    private Task<TestInstallation> StartAsync(string kind, Action<CarillonBuilder>? configure = null) => TestInstallation.StartAsync(kind, Ct, b =>
    {
        b.AddTesting(_clock);
        configure?.Invoke(b);
    });

    private static ValueTask<Tenant?> FindAsync(TestInstallation installation) =>
        installation.Services.GetRequiredService<ITenantCatalog>().FindAsync(Hocmai, Ct);

    private static async Task AddAsync(TestInstallation installation, TenantId tenant) =>
        (await Writer(installation).TryAddAsync(new(tenant, tenant.Value, "UTC"), "lan", Ct)).ShouldBeTrue();

    private static ITenantCatalogWriter Writer(TestInstallation installation) => installation.Services.GetRequiredService<ITenantCatalogWriter>();

    private static ITenantCatalogFeed Feed(TestInstallation installation) => installation.Services.GetRequiredService<ITenantCatalogFeed>();

    private static async Task ControlAsync(TestInstallation installation, string script)
    {
        await using var console = await installation.RentUncheckedAsync(null, Ct);
        await using var command = console.Connection.CreateCommand();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync(Ct);
    }
}
