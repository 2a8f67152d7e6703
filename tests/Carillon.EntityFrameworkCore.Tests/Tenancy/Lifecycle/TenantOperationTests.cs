using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Lifecycle;

public sealed class TenantOperationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_is_added_listed_tested_upgraded_suspended_adopted_resumed_and_deleted()
    {
        await using var life = await Life.StartAsync("sqlite", Ct);
        foreach (var id in new[] { "icc", "hocmai", "vnu" })
        {
            await AskAsync(life, "tenants.add", new AddTenantInput(TenantId.Parse(id), "Asia/Ho_Chi_Minh", $"School {id}", "db1"));
        }

        ((ListedTenant)(await AskAsync(life, "tenants.add", new AddTenantInput(Life.Icc, "Asia/Ho_Chi_Minh", "School icc", "db1"))).Output!).Version.ShouldBe(2);
        var page = (ListTenantsOutput)(await AskAsync(life, "tenants.list", new ListTenantsInput(Limit: 2))).Output!;
        page.Tenants.Select(t => $"{t.Id} {t.Name} {t.Server} {t.Status}").ShouldBe(["hocmai School hocmai db1 Active", "icc School icc db1 Active"]);
        ((ListTenantsOutput)(await AskAsync(life, "tenants.list", new ListTenantsInput(After: page.After, Limit: 2))).Output!)
            .ShouldSatisfyAllConditions(p => p.Tenants.ShouldHaveSingleItem().Id.Value.ShouldBe("vnu"), p => p.After.ShouldBeNull());

        (await AskAsync(life, "tenants.test", new TenantInput(Life.Icc))).Code.ShouldBe(OperationExitCode.Success);
        ((ListedTenant)(await AskAsync(life, "tenants.suspend", new SuspendTenantInput(Life.Icc, "unpaid"))).Output!).Reason.ShouldBe("unpaid");
        ((ListTenantsOutput)(await AskAsync(life, "tenants.list", new ListTenantsInput(TenantStatus.Suspended))).Output!).Tenants.ShouldHaveSingleItem().Id.ShouldBe(Life.Icc);
        var upgraded = (UpgradeTenantsOutput)(await AskAsync(life, "tenants.upgrade", new UpgradeTenantsInput())).Output!;
        upgraded.Tenants.Select(t => $"{t.Tenant} {t.Outcome} {t.Status}").ShouldBe(["hocmai Succeeded Active", "icc Succeeded Suspended", "vnu Succeeded Active"]);
        ((AdoptTenantOutput)(await AskAsync(life, "tenants.adopt", new AdoptTenantInput(Life.Icc))).Output!).ShouldSatisfyAllConditions(
            a => a.Found.ShouldBe("icc:1"), a => a.Incarnation.ShouldBe(2), a => a.Status.ShouldBe(TenantStatus.Suspended));
        await AskAsync(life, "tenants.resume", new TenantInput(Life.Icc));
        await AskAsync(life, "tenants.delete", new DeleteTenantInput(Life.Icc, "icc", Drop: true));

        (await life.HasDatabaseAsync(Life.Icc, Ct)).ShouldBeFalse();
        var log = await life.Get<IAuditLog>().ListAsync(new() { Tenant = Life.Icc, Limit = 100 }, Ct);
        log.ShouldAllBe(e => e.Note.Actor == Life.Actor);
    }

    [Theory]
    [InlineData("Mars/Olympus", "School", "default", "'Mars/Olympus' is not a time zone")]
    [InlineData("Europe/Paris", " ", "default", "is not 1 to 200 characters")]
    [InlineData("Europe/Paris", "a\nb", "default", "'a?b' is not 1 to 200 characters")]
    [InlineData("Europe/Paris", "School", "", "is not 1 to 63 characters")]
    public async Task What_cannot_be_added_is_said_by_name_and_nothing_is_added(string zone, string name, string server, string expected)
    {
        await using var life = await Life.StartAsync("sqlite", Ct);

        var refused = await Should.ThrowAsync<ArgumentException>(() => AskAsync(life, "tenants.add", new AddTenantInput(Life.Icc, zone, name, server)));

        refused.Message.ShouldContain(expected);
        refused.ParamName!.ShouldBeOneOf("zone", "Name", "Server");
        (await life.Get<ITenantCatalog>().FindAsync(Life.Icc, Ct)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentException>(() => AskAsync(life, "tenants.add", new AddTenantInput(Life.Icc, "Europe/Paris", new string('x', 201))));
    }

    [Fact]
    public async Task An_id_that_is_taken_is_refused_with_who_has_it()
    {
        await using var life = await Life.StartAsync("sqlite", Ct);
        await AskAsync(life, "tenants.add", new AddTenantInput(Life.Icc, "Europe/Paris"));

        (await Should.ThrowAsync<ArgumentException>(() => AskAsync(life, "tenants.add", new AddTenantInput(Life.Icc, "Europe/Rome"))))
            .Message.ShouldStartWith("'icc' is taken, by 'icc' in Europe/Paris on server 'default'.");
    }

    [Theory]
    [InlineData(null, "icc", true)]
    [InlineData(null, "ICC", false)]
    [InlineData(null, "", false)]
    [InlineData("vnu", "icc", false)]
    [InlineData("icc", "", true)]
    public async Task Deleting_wants_the_id_twice(string? confirm, string typed, bool isDeleted)
    {
        await using var life = await Life.StartAsync("sqlite", Ct);
        await life.Installation.AddTenantAsync("icc", Ct);

        var deletion = AskAsync(life, "tenants.delete", new DeleteTenantInput(Life.Icc, confirm), typed);

        if (isDeleted)
        {
            await deletion;
        }
        else
        {
            (await Should.ThrowAsync<ArgumentException>(() => deletion)).Message.ShouldContain("nothing was deleted");
        }

        (await life.StatusAsync(Life.Icc, Ct)).ShouldBe(isDeleted ? TenantStatus.Deleted : TenantStatus.Active);
    }

    [Theory]
    [InlineData("sqlite", "UPDATE carillon_identity SET tenant_id = 'x'", ConnectionTestOutcome.WrongTenantDatabase)]
    [InlineData("sqlite", "DELETE FROM carillon_schema", ConnectionTestOutcome.SchemaBehind)]
    [InlineData("sqlite", null, ConnectionTestOutcome.DatabaseMissing)]
    [InlineData("postgresql", "UPDATE carillon_identity SET tenant_id = 'x'", ConnectionTestOutcome.WrongTenantDatabase)]
    [InlineData("postgresql", "DELETE FROM carillon_schema", ConnectionTestOutcome.SchemaBehind)]
    [InlineData("postgresql", null, ConnectionTestOutcome.DatabaseMissing)]
    public async Task A_test_says_what_is_wrong_with_a_tenants_own_database(string kind, string? change, ConnectionTestOutcome expected)
    {
        await using var life = await Life.StartAsync(kind, Ct);
        await life.Installation.AddTenantAsync("icc", Ct);
        await (change is null ? life.Installation.LoseAsync(Life.Icc, leavesItEmpty: false, Ct) : life.Installation.RunUncheckedAsync(Life.Icc, change, Ct));

        var (output, code) = await AskAsync(life, "tenants.test", new TenantInput(Life.Icc));

        code.ShouldBe(OperationExitCode.Failed);
        ((ConnectionTestResult)output!).ShouldSatisfyAllConditions(r => r.Outcome.ShouldBe(expected), r => r.Detail.ShouldNotBeNullOrEmpty());
        (await life.ActionsAsync(Life.Icc, Ct))[^1].ShouldBe(AuditActions.TenantTested);
    }

    [Fact]
    public async Task An_upgrade_of_some_tells_of_those_alone_and_of_unknown_ones_first()
    {
        await using var life = await Life.StartAsync("sqlite", Ct);
        await life.Installation.AddTenantAsync("icc", Ct);
        await life.Installation.AddTenantAsync("vnu", Ct);
        await life.Lifecycle.DeleteAsync(Life.Icc, TenantData.Keep, Life.Actor, Ct);

        var (output, code) = await AskAsync(life, "tenants.upgrade", new UpgradeTenantsInput([Life.Icc]));

        code.ShouldBe(OperationExitCode.Failed);
        ((UpgradeTenantsOutput)output!).Tenants.ShouldHaveSingleItem().Problem!.ShouldContain("Deleted");
        await Should.ThrowAsync<TenantNotFoundException>(() => AskAsync(life, "tenants.upgrade", new UpgradeTenantsInput([Life.Hocmai])));
    }

    private static async Task<(object? Output, int Code)> AskAsync(Life life, string name, object input, string typed = "")
    {
        var context = new OperationContext(life.Installation.Services) { Actor = Life.Actor, Input = new StringReader(typed) };
        var output = await life.Get<OperationCatalog>().Find(name)!.InvokeAsync(input, context, Ct);
        return (output, context.ExitCode);
    }
}
