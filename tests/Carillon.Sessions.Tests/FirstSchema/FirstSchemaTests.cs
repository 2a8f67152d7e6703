using Carillon.EntityFrameworkCore;
using Carillon.Jobs;
using Carillon.Sessions.Tests.Domain;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.FirstSchema;

/// <summary>
/// The first schema, with rows, is kept as scripts beside this file. It never changes: later versions must be able to upgrade it.
/// </summary>
public sealed class FirstSchemaTests
{
    private static readonly TenantId Hocmai = TenantId.Parse("hocmai");

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_fresh_installation_has_the_tables_of_the_kept_first_schema(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var fresh = await StartAsync(kind, ct);
        await fresh.AddTenantAsync(Hocmai.Value, ct);
        await using var kept = await OpenKeptAsync(kind, ct);

        foreach (var database in Enum.GetValues<DatabaseKind>())
        {
            var expected = await CatalogAsync(kept, database, ct);
            (await CatalogAsync(fresh, database, ct)).ShouldBe(expected);
            expected.Count.ShouldBeGreaterThan(5);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_kept_rows_are_read_and_worked_on(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var kept = await OpenKeptAsync(kind, ct);
        var study = kept.Services.GetRequiredService<StudySessions>();
        kept.Services.GetRequiredService<ManualRunnerClock>().MoveTo(Story.At(56));

        var tenant = await kept.Services.GetRequiredService<ITenantCatalog>().FindAsync(Hocmai, ct);
        tenant!.Status.ShouldBe(TenantStatus.Active);
        (await study.FindAsync(Hocmai, "an", "a1", ct))!.EndReason.ShouldBe(SessionEndReason.Submitted);
        (await study.FindAsync(Hocmai, "binh", "b1", ct))!.EndReason.ShouldBe(SessionEndReason.AutoEnded);
        (await study.ActiveAsync(Hocmai, "chi", ct)).ShouldHaveSingleItem().Id.ShouldBe("c1");
        var day = await TotalOfDayAsync(study, "an", ct);
        day.ShouldBe(Duration.FromMinutes(12));

        var swept = await kept.Services.GetRequiredService<ManualRunnerClock>().SweepAsync(kept, Story.At(120), ct);
        swept.Counts.Acted.ShouldBe(1);
        (await study.FindAsync(Hocmai, "chi", "c1", ct))!.EndedAt.ShouldBe(Story.At(55));
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Kinds))]
    public async Task Write_the_kept_copy_anew(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await StartAsync(kind, ct);
        await installation.AddTenantAsync(Hocmai.Value, ct);
        await LiveADayAsync(installation, ct);
        foreach (var database in Enum.GetValues<DatabaseKind>())
        {
            await using var rented = await installation.RentUncheckedAsync(database == DatabaseKind.Control ? null : Hocmai, ct);
            var dialect = installation.Services.GetServices<DatabaseProvider>().OfType<SqlDialect>().Single();
            var script = await DatabaseScript.WriteAsync(installation.Services, database, dialect, rented.Connection, ct);
            var path = Path.Combine(SharedFolder.Repository!, "tests", "Carillon.Sessions.Tests", "FirstSchema", NameOf(kind, database));
            await File.WriteAllTextAsync(path, script, ct);
        }
    }

    private static async Task LiveADayAsync(TestInstallation installation, CancellationToken ct)
    {
        var study = installation.Services.GetRequiredService<StudySessions>();
        var clock = installation.Services.GetRequiredService<ManualRunnerClock>();
        await BeatAsync("an", "a1", [0, 5, 10]);
        clock.MoveTo(Story.At(12));
        await study.SubmitAsync(Hocmai, new("an", "a1", new(Story.At(12)), new(Story.At(12))), ct);
        await BeatAsync("binh", "b1", [20, 25]);
        await clock.SweepAsync(installation, Story.At(45), ct);
        await BeatAsync("chi", "c1", [50, 55]);

        async Task BeatAsync(string student, string session, int[] minutes)
        {
            clock.MoveTo(Story.At(minutes[0]));
            await study.StartAsync(Hocmai, new(student, session, new(clock.Now), new(clock.Now), "maths", "Asia/Ho_Chi_Minh", "spring-cup"), ct);
            foreach (var minute in minutes)
            {
                clock.MoveTo(Story.At(minute));
                await study.HeartbeatAsync(Hocmai, new StudyBeats(student, session, new(clock.Now), [new(new(clock.Now))]), ct);
            }
        }
    }

    private static async Task<Duration> TotalOfDayAsync(StudySessions study, string student, CancellationToken ct)
    {
        var totals = await study.StatisticsAsync(Hocmai, student, ct);
        return totals.Single(t => t.Key.Kind == TotalKind.Day).Value;
    }

    private static async Task<TestInstallation> OpenKeptAsync(string kind, CancellationToken ct)
    {
        var installation = await StartAsync(kind, ct);
        foreach (var database in Enum.GetValues<DatabaseKind>())
        {
            var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "FirstSchema", NameOf(kind, database)), ct);
            await installation.CreateFromScriptAsync(database == DatabaseKind.Control ? null : Hocmai, script, ct);
        }

        return installation;
    }

    private static async Task<List<string>> CatalogAsync(TestInstallation installation, DatabaseKind database, CancellationToken ct)
    {
        await using var rented = await installation.RentUncheckedAsync(database == DatabaseKind.Control ? null : Hocmai, ct);
        return await DatabaseCatalog.ReadAsync(installation.Kind, rented.Connection, ct);
    }

    private static Task<TestInstallation> StartAsync(string kind, CancellationToken ct)
    {
        var clock = new ManualRunnerClock(new ManualClock(Story.Origin));
        return TestInstallation.StartAsync(kind, ct, b =>
        {
            b.AddSessions().AddTesting(clock.Clock);
            b.Services.AddSingleton(clock);
        });
    }

    private static string NameOf(string kind, DatabaseKind database) => $"{kind}.{(database == DatabaseKind.Control ? "control" : "tenant")}.sql";
}
