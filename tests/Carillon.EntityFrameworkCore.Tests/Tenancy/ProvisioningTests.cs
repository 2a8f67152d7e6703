using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy;

public sealed class ProvisioningTests
{
    private static readonly TenantId Hocmai = TenantId.Parse("hocmai");

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_tenant_is_active_after_provisioning_and_doing_it_again_changes_nothing(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);

        var first = await installation.AddTenantAsync("hocmai", ct);
        var second = await installation.AddTenantAsync("hocmai", ct);

        first.Status.ShouldBe(TenantStatus.Active);
        second.ShouldBe(first);
        var catalog = installation.Services.GetRequiredService<ITenantCatalog>();
        (await catalog.FindAsync(Hocmai, ct)).ShouldBe(first);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Provisioning_that_broke_off_halfway_is_taken_up_again(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        var writer = installation.Services.GetRequiredService<ITenantCatalogWriter>();
        (await writer.TryAddAsync(new Tenant(Hocmai, "Hocmai", "Asia/Ho_Chi_Minh") { Status = TenantStatus.Provisioning }, "lan", ct)).ShouldBeTrue();

        var tenant = await installation.AddTenantAsync("hocmai", ct);

        tenant.Status.ShouldBe(TenantStatus.Active);
        await using var tx = await installation.Connections.BeginAsync(Hocmai, ct);
        (await tx.NowAsync(ct)).ShouldBeGreaterThan(NodaTime.Instant.FromUtc(2020, 1, 1, 0, 0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_unknown_and_a_suspended_tenant_are_refused_by_name(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        var tenant = await installation.AddTenantAsync("hocmai", ct);
        var writer = installation.Services.GetRequiredService<ITenantCatalogWriter>();

        (await writer.TryUpdateAsync(tenant with { Status = TenantStatus.Suspended, StatusReason = "unpaid" }, "lan", ct)).ShouldBeTrue();

        var suspended = await Should.ThrowAsync<TenantNotActiveException>(async () => await installation.Connections.BeginAsync(Hocmai, ct));
        suspended.Status.ShouldBe(TenantStatus.Suspended);
        var unknown = await Should.ThrowAsync<TenantNotFoundException>(async () => await installation.Connections.BeginAsync(TenantId.Parse("nobody"), ct));
        unknown.Message.ShouldContain("nobody");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_change_that_another_one_overtook_is_refused(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        var tenant = await installation.AddTenantAsync("hocmai", ct);
        var writer = installation.Services.GetRequiredService<ITenantCatalogWriter>();

        (await writer.TryUpdateAsync(tenant with { Name = "first" }, "lan", ct)).ShouldBeTrue();
        (await writer.TryUpdateAsync(tenant with { Name = "second" }, "lan", ct)).ShouldBeFalse();

        var catalog = installation.Services.GetRequiredService<ITenantCatalog>();
        var found = await catalog.FindAsync(Hocmai, ct);
        found!.Name.ShouldBe("first");
        found.Version.ShouldBe(tenant.Version + 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_raised_incarnation_refuses_the_old_database(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        var tenant = await installation.AddTenantAsync("hocmai", ct);
        await using (await installation.Connections.BeginAsync(Hocmai, ct))
        {
        }

        var writer = installation.Services.GetRequiredService<ITenantCatalogWriter>();
        await writer.TryUpdateAsync(tenant with { Incarnation = 2 }, "lan", ct);

        var error = await Should.ThrowAsync<WrongTenantDatabaseException>(async () => await installation.Connections.BeginAsync(Hocmai, ct));
        error.Message.ShouldContain("incarnation 1");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_schema_that_is_older_or_no_longer_serves_this_host_is_refused(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        await installation.AddTenantAsync("hocmai", ct);

        await SetAsync(version: 3, minHost: 1);
        await using (var newer = await installation.RestartAsync(ct))
        {
            await using var served = await newer.Connections.BeginAsync(Hocmai, ct);
        }

        await SetAsync(version: 3, minHost: 3);
        (await RefusedAsync()).Message.ShouldContain("upgrade the host");
        await SetAsync(version: 0, minHost: 0);
        (await RefusedAsync()).Message.ShouldContain("upgrade the database");

        async Task SetAsync(int version, int minHost)
        {
            await using var host = await installation.RestartAsync(ct);
            await host.RunUncheckedAsync(Hocmai, $"UPDATE carillon_schema SET version = {version}, min_host = {minHost} WHERE component = 'core'", ct);
        }

        async Task<SchemaVersionException> RefusedAsync()
        {
            await using var host = await installation.RestartAsync(ct);
            return await Should.ThrowAsync<SchemaVersionException>(async () => await host.Connections.BeginAsync(Hocmai, ct));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_table_that_was_changed_by_hand_is_named(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        await installation.AddTenantAsync("hocmai", ct);
        await installation.RunUncheckedAsync(Hocmai, "ALTER TABLE carillon_identity RENAME COLUMN incarnation TO epoch", ct);

        var error = await Should.ThrowAsync<SchemaMismatchException>(async () => await installation.AddTenantAsync("hocmai", ct));

        error.Table.ShouldBe("carillon_identity");
        error.Message.ShouldContain("incarnation");
    }

    [Fact]
    public async Task A_tenant_file_that_is_gone_is_an_error_and_not_a_new_empty_database()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync("sqlite", ct);
        await installation.AddTenantAsync("hocmai", ct);
        await using var restarted = await installation.RestartAsync(ct);
        var file = Path.Combine(restarted.Folder!, "tenants", "hocmai.db");
        File.Delete(file);

        await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(async () => await restarted.Connections.BeginAsync(Hocmai, ct));

        File.Exists(file).ShouldBeFalse();
    }

    [Theory]
    [InlineData("sqlite", false)]
    [InlineData("sqlite", true)]
    [InlineData("postgresql", false)]
    [InlineData("postgresql", true)]
    public async Task The_lost_database_of_an_active_tenant_is_not_made_again(string kind, bool leavesItEmpty)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        await installation.AddTenantAsync("hocmai", ct);
        await using var restarted = await installation.RestartAsync(ct);
        await restarted.LoseAsync(Hocmai, leavesItEmpty, ct);

        var error = await Should.ThrowAsync<Exception>(async () => await restarted.AddTenantAsync("hocmai", ct));

        error.ShouldBeAssignableTo(leavesItEmpty ? typeof(WrongTenantDatabaseException) : typeof(System.Data.Common.DbException));
        await Should.ThrowAsync<Exception>(async () => await restarted.AddTenantAsync("hocmai", ct));
        await Should.ThrowAsync<Exception>(async () => await restarted.Connections.BeginAsync(Hocmai, ct));
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_is_refused()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync("sqlite", ct);
        await installation.AddTenantAsync("hocmai", ct);
        await using var second = installation.SecondHost();

        var error = Should.Throw<Sqlite.DataFolderException>(() => second.Services.GetRequiredService<IDatabaseDirectory>());

        error.Message.ShouldContain("another host");
    }
}
