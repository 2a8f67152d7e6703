using System.Data.Common;
using System.Text.Json;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Audit;

public sealed class AuditTests
{
    private static readonly TenantId Hocmai = TenantId.Parse("hocmai");

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Theory]
    [InlineData("sqlite", "UPDATE carillon_audit SET actor = 'nobody'")]
    [InlineData("sqlite", "DELETE FROM carillon_audit")]
    [InlineData("postgresql", "UPDATE carillon_audit SET actor = 'nobody'")]
    [InlineData("postgresql", "DELETE FROM carillon_audit")]
    [InlineData("postgresql", "TRUNCATE carillon_audit")]
    public async Task The_database_itself_refuses_to_change_what_was_noted(string kind, string statement)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        var log = installation.Services.GetRequiredService<IAuditLog>();
        await log.AppendAsync(new("lan", "tenant.changed"), ct);
        await using (var console = await installation.RentUncheckedAsync(null, ct))
        {
            await using var command = console.Connection.CreateCommand();
            command.CommandText = statement;
            (await Should.ThrowAsync<DbException>(() => command.ExecuteNonQueryAsync(ct))).Message.ShouldContain("carillon_audit is append-only");
        }

        (await log.ListAsync(new(), ct)).ShouldHaveSingleItem().Note.Actor.ShouldBe("lan");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_change_of_a_tenant_is_noted_with_what_it_was_and_is(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        var log = installation.Services.GetRequiredService<IAuditLog>();
        var writer = installation.Services.GetRequiredService<ITenantCatalogWriter>();
        var known = await installation.Services.GetRequiredService<ITenantProvisioner>().ProvisionAsync(new Tenant(Hocmai, "Học Mãi", "Asia/Ho_Chi_Minh"), "lan", ct);
        (await writer.TryUpdateAsync(known with { Status = TenantStatus.Suspended, StatusReason = "unpaid" }, "minh", ct)).ShouldBeTrue();
        (await writer.TryUpdateAsync(known with { Name = "late" }, "late", ct)).ShouldBeFalse();
        (await writer.TryAddAsync(known, "late", ct)).ShouldBeFalse();

        var entries = (await log.ListAsync(new() { Tenant = Hocmai }, ct)).Reverse().ToList();

        entries.Select(e => (e.Note.Actor, e.Note.Action)).ShouldBe([("lan", "tenant.added"), ("lan", "tenant.changed"), ("minh", "tenant.changed")]);
        entries[0].Note.Before.ShouldBeNull();
        entries[0].Note.After!.ShouldContain("Học Mãi");
        Status(entries[1].Note.Before!).ShouldBe("Provisioning");
        Status(entries[1].Note.After!).ShouldBe("Active");
        Status(entries[2].Note.Before!).ShouldBe("Active");
        entries[2].Note.After!.ShouldContain("unpaid");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_cannot_be_noted_is_not_done(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        var writer = installation.Services.GetRequiredService<ITenantCatalogWriter>();
        var store = installation.Services.GetRequiredService<IConnectionStore>();
        var catalog = installation.Services.GetRequiredService<ITenantCatalog>();
        var connection = new NamedConnection(Hocmai, new("main"), new("sqlite", "/x"));
        await writer.TryAddAsync(new(Hocmai, "Hocmai", "UTC"), "lan", ct);
        await using (var console = await installation.RentUncheckedAsync(null, ct))
        {
            await using var command = console.Connection.CreateCommand();
            command.CommandText = "ALTER TABLE carillon_audit RENAME TO carillon_audit_away";
            await command.ExecuteNonQueryAsync(ct);
        }

        await Should.ThrowAsync<DbException>(async () => await writer.TryAddAsync(new(TenantId.Parse("icc"), "ICC", "UTC"), "lan", ct));
        await Should.ThrowAsync<DbException>(async () => await writer.TryUpdateAsync(new(Hocmai, "other", "UTC"), "lan", ct));
        await Should.ThrowAsync<DbException>(async () => await store.TryAddAsync(connection, new("lan", "connection.added"), ct));

        (await catalog.FindAsync(TenantId.Parse("icc"), ct)).ShouldBeNull();
        (await catalog.FindAsync(Hocmai, ct))!.Name.ShouldBe("Hocmai");
        (await store.FindAsync(Hocmai, new("main"), ct)).ShouldBeNull();
    }

    private static string Status(string json) => JsonDocument.Parse(json).RootElement.GetProperty("status").GetString()!;
}
