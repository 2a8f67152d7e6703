using Carillon.EntityFrameworkCore;
using Carillon.Sessions.Tests.Domain;
using Carillon.Sessions.Tests.FirstSchema;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.HostedSchema;

/// <summary>The host's migrations create the tables; Carillon looks at them, works with them and changes none of them.</summary>
public sealed class HostedSchemaTests
{
    private static readonly TenantId Hocmai = TenantId.Parse("hocmai");

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_tables_of_the_hosts_model_are_those_that_Carillon_installs(string kind)
    {
        await using var carillons = await StartAsync(kind, hosted: false);
        await carillons.AddTenantAsync("hocmai", Ct);
        await using var hosts = await StartAsync(kind, hosted: true);
        await CreateAsync(hosts);

        var expected = await CatalogAsync(carillons);
        (await CatalogAsync(hosts)).ShouldBe(expected);
        expected.Count.ShouldBeGreaterThan(15);
        (await VersionsAsync(hosts)).ShouldBe(await VersionsAsync(carillons));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_is_stamped_and_worked_on_and_nothing_of_it_is_altered(string kind)
    {
        await using var hosts = await StartAsync(kind, hosted: true);
        await Should.ThrowAsync<System.Data.Common.DbException>(() => hosts.AddTenantAsync("hocmai", Ct));
        await CreateAsync(hosts);
        var before = await CatalogAsync(hosts, all: true);

        (await hosts.AddTenantAsync("hocmai", Ct)).Status.ShouldBe(TenantStatus.Active);
        var study = hosts.Services.GetRequiredService<StudySessions>();
        await study.StartAsync(Hocmai, new StartStudy("an", "s", new(Story.Origin, ReceivedAt: Story.Origin), new(Story.Origin), "maths", "Asia/Ho_Chi_Minh"), Ct);
        (await UpgradeAsync(hosts)).Results.Single().Value!.Changes.ShouldBeEmpty();

        (await study.ActiveAsync(Hocmai, "an", Ct)).ShouldHaveSingleItem();
        (await CatalogAsync(hosts, all: true)).ShouldBe(before);
    }

    [Theory]
    [InlineData("sqlite", "DROP TABLE carillon_fence", "carillon_fence")]
    [InlineData("sqlite", "ALTER TABLE study_total DROP COLUMN micros", "micros")]
    [InlineData("sqlite", "DELETE FROM carillon_schema WHERE component = 'sessions'", "sessions")]
    [InlineData("sqlite", "DROP TABLE carillon_schema", "carillon_schema")]
    [InlineData("postgresql", "DROP TABLE carillon_fence", "carillon_fence")]
    [InlineData("postgresql", "ALTER TABLE study_total DROP COLUMN micros", "micros")]
    [InlineData("postgresql", "DELETE FROM carillon_schema WHERE component = 'sessions'", "sessions")]
    [InlineData("postgresql", "DROP TABLE carillon_schema", "carillon_schema")]
    public async Task A_host_whose_migrations_lag_is_refused_by_the_name_of_what_is_missing(string kind, string lag, string missing)
    {
        await using var hosts = await StartAsync(kind, hosted: true);
        await CreateAsync(hosts);
        await hosts.RunUncheckedAsync(Hocmai, lag, Ct);
        var before = await CatalogAsync(hosts, all: true);

        (await Should.ThrowAsync<Exception>(() => hosts.AddTenantAsync("hocmai", Ct))).Message.ShouldContain(missing);

        (await CatalogAsync(hosts, all: true)).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Migrations_that_are_late_fault_nobody(string kind)
    {
        await using var hosts = await StartAsync(kind, hosted: true);
        await CreateAsync(hosts);
        await hosts.AddTenantAsync("hocmai", Ct);
        await hosts.RunUncheckedAsync(Hocmai, "DROP TABLE carillon_fence", Ct);

        var report = await UpgradeAsync(hosts);

        report.Results.Single().Error.ShouldBeOfType<SchemaMismatchException>().Table.ShouldBe("carillon_fence");
        (await hosts.Services.GetRequiredService<ITenantCatalog>().FindAsync(Hocmai, Ct))!.Status.ShouldBe(TenantStatus.Active);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_host_that_starts_on_tables_that_lack_something_is_refused_by_its_name_and_alters_nothing(string kind)
    {
        var first = await StartAsync(kind, hosted: true);
        await CreateAsync(first);
        await first.AddTenantAsync("hocmai", Ct);
        await first.RunUncheckedAsync(Hocmai, "ALTER TABLE study_total DROP COLUMN micros", Ct);
        await using var started = await first.RestartAsync(Ct);
        var before = await CatalogAsync(started, all: true);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            (await Should.ThrowAsync<SchemaMismatchException>(async () => await started.Connections.BeginAsync(Hocmai, Ct))).Message.ShouldContain("micros");
        }

        (await CatalogAsync(started, all: true)).ShouldBe(before);
        await first.DisposeAsync();
    }

    [Fact]
    public void A_model_must_say_on_which_kind_of_database_it_is_used() =>
        Should.Throw<InvalidOperationException>(() => new ModelBuilder().AddCarillon(m => m.Sessions())).Message.ShouldContain("m.ForSqlite()");

    private static Task<TenantFanOutReport<UpgradedTenant>> UpgradeAsync(TestInstallation installation) =>
        installation.Services.GetRequiredService<ITenantUpgrade>().RunAsync(TenantQuery.Active, new(), "lan", Ct);

    private static Task<TestInstallation> StartAsync(string kind, bool hosted) => TestInstallation.StartAsync(kind, Ct, b =>
    {
        b.AddSessions().AddTesting(new ManualClock(Story.Origin));
        if (hosted)
        {
            b.TenantSchemaOwnedByHost();
        }
    });

    private static async Task CreateAsync(TestInstallation installation)
    {
        await using var context = await HostContext.OnAsync(installation, Hocmai, Ct);
        (await context.Database.EnsureCreatedAsync(Ct)).ShouldBeTrue();
    }

    // Without the table of versions, which Carillon writes as a statement of its own: its constraint has another name.
    private static async Task<List<string>> CatalogAsync(TestInstallation installation, bool all = false)
    {
        await using var rented = await installation.RentUncheckedAsync(Hocmai, Ct);
        var lines = await DatabaseCatalog.ReadAsync(installation.Kind, rented.Connection, Ct);
        return all ? lines : [.. lines.Where(l => !l.Contains("course", StringComparison.Ordinal) && !l.Contains("carillon_schema", StringComparison.Ordinal))];
    }

    private static async Task<List<string>> VersionsAsync(TestInstallation installation)
    {
        await using var rented = await installation.RentUncheckedAsync(Hocmai, Ct);
        await using var command = rented.Connection.CreateCommand();
        command.CommandText = "SELECT component || ' ' || version || ' ' || min_host FROM carillon_schema ORDER BY component, version";
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var versions = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            versions.Add(reader.GetString(0));
        }

        return versions;
    }
}
