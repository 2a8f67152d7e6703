using System.Collections.ObjectModel;
using System.Text.Json;
using Carillon.Operations;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.TimeZones;
using Shouldly;
using Xunit;

namespace Carillon.CommandLine.Tests;

/// <summary><c>schedule diff --rules</c>: the rules of the host against those of a file.</summary>
public sealed class ScheduleDiffTests : IDisposable
{
    private static readonly string[] Weekly = ["schedule", "diff", "--cron", "weekly Mon 19:00", "--from", "2030-03-20T00:00:00Z", "--to", "2030-04-15T00:00:00Z"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_runs_that_the_rules_of_a_file_move_are_listed()
    {
        var (code, answer, error) = await DiffAsync(new WithoutSummerTime("Europe/Berlin"), "--zone", "Europe/Berlin", "--rules", Rules());

        code.ShouldBe(0, error);
        answer.GetProperty("before").GetString().ShouldBe("without summer time");
        answer.GetProperty("after").GetString().ShouldBe(DateTimeZoneProviders.Tzdb.VersionId);
        answer.GetProperty("runs").EnumerateArray().Select(run => $"{run.GetProperty("scheduled")} {run.GetProperty("before")} {run.GetProperty("after")}").ShouldBe(
        [
            "2030-04-01T19:00:00#1 2030-04-01T18:00:00Z 2030-04-01T17:00:00Z",
            "2030-04-08T19:00:00#1 2030-04-08T18:00:00Z 2030-04-08T17:00:00Z",
        ]);
    }

    [Fact]
    public async Task The_same_rules_move_nothing()
    {
        var (code, answer, error) = await DiffAsync(DateTimeZoneProviders.Tzdb, "--zone", "Europe/Berlin", "--rules", Rules());

        code.ShouldBe(0, error);
        answer.GetProperty("runs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_is_no_rules_is_named()
    {
        var file = _folder.Combine("rules.nzd");
        foreach (var junk in new[] { "", "no rules", "\u0005\u0000\u0000", new string('\u0001', 5_000) })
        {
            await File.WriteAllTextAsync(file, junk, TestContext.Current.CancellationToken);
            (await FailAsync("--zone", "Europe/Berlin", "--rules", file)).ShouldContain("Option '--rules'");
        }

        (await FailAsync("--zone", "Europe/Berlin", "--rules", _folder.Combine("missing.nzd"))).ShouldContain("missing.nzd");
    }

    [Fact]
    public async Task Half_a_file_of_rules_is_named()
    {
        var (whole, half) = (await File.ReadAllBytesAsync(Rules(), TestContext.Current.CancellationToken), _folder.Combine("half.nzd"));
        foreach (var length in new[] { 1, 10, 100, 1_000, whole.Length / 2, whole.Length - 1 })
        {
            await File.WriteAllBytesAsync(half, whole[..length], TestContext.Current.CancellationToken);
            (await FailAsync("--zone", "Europe/Berlin", "--rules", half)).ShouldContain("Option '--rules'");
        }
    }

    [Theory]
    [InlineData("The zone 'Mars/Olympus' is unknown to TZDB: ", "--zone", "Mars/Olympus")]
    [InlineData("Option '--to': it is before --from.", "--zone", "Europe/Berlin", "--to", "2029-01-01T00:00:00Z")]
    [InlineData("Option '--cron': elapsed time is the same by all rules.", "--zone", "Europe/Berlin", "--cron", "every PT1H from 2026-01-01T00:00:00Z")]
    public async Task Bad_input_is_one_line_that_names_the_place(string message, params string[] args) =>
        (await FailAsync([.. args, "--rules", Rules()])).ShouldContain(message);

    [Fact]
    public async Task A_zone_that_the_file_lacks_is_named()
    {
        var (code, _, error) = await DiffAsync(new WithoutSummerTime("Custom/Office"), "--zone", "Custom/Office", "--rules", Rules());

        code.ShouldBe(OperationExitCode.BadInput);
        error.Trim().ShouldBe($"The zone 'Custom/Office' is unknown to {DateTimeZoneProviders.Tzdb.VersionId}.");
    }

    private async Task<string> FailAsync(params string[] args)
    {
        var (code, _, error) = await DiffAsync(DateTimeZoneProviders.Tzdb, args);
        code.ShouldBe(OperationExitCode.BadInput, error);
        error.TrimEnd().ShouldNotContain("\n");
        return error;
    }

    private static async Task<(int Code, JsonElement Answer, string Error)> DiffAsync(IDateTimeZoneProvider zones, params string[] args)
    {
        var cli = new Cli { Services = s => s.AddSingleton(zones) };
        string[] all = [.. Weekly.Where((_, i) => i < 2 || !args.Contains(Weekly[i - i % 2])), .. args, "--json"];
        var code = await cli.RunAsync(all);
        return (code, code == 0 ? JsonDocument.Parse(cli.Output).RootElement : default, cli.Error);
    }

    /// <summary>The rules that NodaTime brings along, as a file.</summary>
    private string Rules()
    {
        var file = _folder.Combine("tzdb.nzd");
        using var rules = typeof(DateTimeZone).Assembly.GetManifestResourceStream("NodaTime.TimeZones.Tzdb.nzd")!;
        using var copy = File.Create(file);
        rules.CopyTo(copy);
        return file;
    }

    /// <summary>The rules of today, but for one zone that is always an hour ahead of UTC.</summary>
    private sealed class WithoutSummerTime(string id) : IDateTimeZoneProvider
    {
        private readonly DateTimeZoneCache _rules = new(TzdbDateTimeZoneSource.Default);

        public string VersionId => "without summer time";

        public ReadOnlyCollection<string> Ids => _rules.Ids;

        public DateTimeZone this[string zone] => GetZoneOrNull(zone) ?? throw new DateTimeZoneNotFoundException(zone);

        public DateTimeZone GetSystemDefault() => throw new NotSupportedException();

        public DateTimeZone? GetZoneOrNull(string zone) => zone == id ? DateTimeZone.ForOffset(Offset.FromHours(1)) : _rules.GetZoneOrNull(zone);
    }
}
