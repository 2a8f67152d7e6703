using System.Text.Json;
using Carillon.EntityFrameworkCore;
using Carillon.Jobs;
using Carillon.Operations;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Recomputing;

/// <summary>Two versions of the policy over the log of the sample: what the second makes of the same evidence.</summary>
public sealed class SampleLogRecomputeTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Recomputing");
    private static readonly JsonSerializerOptions Indented = new(OperationJson.Options) { WriteIndented = true };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task The_diff_report_is_the_one_that_is_kept(string kind)
    {
        await using var installation = await StudiedAsync(kind);
        var reports = new SortedDictionary<string, RecomputeReport>(StringComparer.Ordinal);
        foreach (var (tenant, minutes) in new[] { ("hocmai", 4), ("hocmai", 30), ("icc", 4), ("icc", 30) })
        {
            reports.Add($"{tenant} PT{minutes:00}M", await RecomputeAsync(installation, tenant, minutes, apply: false));
        }

        JsonSerializer.Serialize(reports, Indented).ShouldBe((await File.ReadAllTextAsync(Path.Combine(Folder, "expected.json"), Ct)).TrimEnd());
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A11_Applying_the_second_version_touches_only_the_days_of_the_report(string kind)
    {
        await using var installation = await StudiedAsync(kind);
        var before = await DaysAsync(installation, "hocmai");
        var report = await RecomputeAsync(installation, "hocmai", 30, apply: true);
        var after = await DaysAsync(installation, "hocmai");

        var changed = after.Keys.Union(before.Keys).Where(day => before.GetValueOrDefault(day) != after.GetValueOrDefault(day)).Order().ToList();
        changed.ShouldBe(report.Days.Select(day => (day.Student, day.Date)).Order());
        changed.ShouldNotBeEmpty();
        changed.Count.ShouldBeLessThan(before.Count);
        foreach (var day in report.Days)
        {
            before.GetValueOrDefault((day.Student, day.Date)).Seconds.ShouldBe(day.BeforeSeconds);
            after[(day.Student, day.Date)].Seconds.ShouldBe(day.AfterSeconds);
        }

        (await RecomputeAsync(installation, "hocmai", 30, apply: true)).Days.ShouldBeEmpty("applied once, there is nothing left to change");
    }

    private static async Task<TestInstallation> StudiedAsync(string kind)
    {
        // After the last line and the last timeout, within the late window.
        var clock = new ManualClock(Instant.FromUtc(2026, 3, 29, 8, 0));
        var installation = await TestInstallation.StartAsync(kind, Ct, b =>
        {
            b.AddSessions();
            b.Services.Replace(ServiceDescriptor.Singleton<IClock>(clock));
            b.Services.Replace(ServiceDescriptor.Singleton<IDatabaseClock>(new ManualDatabaseClock(clock)));
        });
        foreach (var (tenant, zone) in new[] { ("hocmai", "Asia/Ho_Chi_Minh"), ("icc", "Europe/Paris") })
        {
            await installation.AddTenantAsync(tenant, Ct, zone);
            await InvokeAsync(installation, tenant, "sessions.ingest", new IngestInput(new FileInfo(Path.Combine(Folder, "heartbeats.ndjson"))));
            await installation.Services.GetRequiredService<ISweepRunner>().RunAsync(SessionSweeps.AutoEnd, TenantId.Parse(tenant), Ct);
        }

        return installation;
    }

    private static async Task<RecomputeReport> RecomputeAsync(TestInstallation installation, string tenant, int minutes, bool apply) =>
        (RecomputeReport)await InvokeAsync(installation, tenant, "sessions.recompute", new RecomputeInput(Duration.FromMinutes(minutes), Apply: apply));

    private static async Task<object> InvokeAsync(TestInstallation installation, string tenant, string operation, object input) =>
        (await installation.Services.GetRequiredService<OperationCatalog>().Find(operation)!
            .InvokeAsync(input, new OperationContext(installation.Services) { Tenant = TenantId.Parse(tenant) }, Ct))!;

    private static async Task<Dictionary<(string Student, LocalDate Date), (long Seconds, long Version)>> DaysAsync(TestInstallation installation, string tenant)
    {
        await using var tx = await installation.Connections.BeginAsync(TenantId.Parse(tenant), TransactionMode.Read, Ct);
        var days = await tx.QueryAsync(
            $"SELECT student, date, micros, version FROM study_total WHERE kind = 0 AND micros > 0", row => (row.Text(0), row.Date(1), row.Long(2), row.Long(3)), Ct);
        return days.ToDictionary(day => (day.Item1, day.Item2), day => (day.Item3 / 1_000_000, day.Item4));
    }
}
