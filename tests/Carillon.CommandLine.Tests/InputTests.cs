using System.ComponentModel;
using Carillon.Operations;
using Carillon.Tenancy;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.CommandLine.Tests;

public sealed class InputTests
{
    [Fact]
    public async Task Every_type_of_option_is_read()
    {
        var seen = new List<Everything>();
        var cli = Cli.For(seen);

        var code = await cli.RunAsync(
            "things", "do", "--title", "Toán 10", "--is-final", "--count", "-5", "--total-bytes", "9000000000", "--weekday-kind", "school-day",
            "--from", "2025-03-30T01:00:00.1234567Z", "--idle-timeout", "PT10M", "--day", "2025-03-30", "--tenant", "HocMai", "--log", "a/b.ndjson",
            "--only", "icc", "--only", "hocmai", "--numbers", "1", "--numbers", "2");

        cli.Error.ShouldBeEmpty();
        code.ShouldBe(0);
        var input = seen.ShouldHaveSingleItem();
        input.Title.ShouldBe("Toán 10");
        input.IsFinal.ShouldBeTrue();
        input.Count.ShouldBe(-5);
        input.TotalBytes.ShouldBe(9_000_000_000);
        input.WeekdayKind.ShouldBe(WeekdayKind.SchoolDay);
        input.From.ShouldBe(Instant.FromUtc(2025, 3, 30, 1, 0) + Duration.FromTicks(1_234_560));
        input.IdleTimeout.ShouldBe(Duration.FromMinutes(10));
        input.Day.ShouldBe(new LocalDate(2025, 3, 30));
        input.Tenant.ShouldBe(TenantId.Parse("hocmai"));
        input.Log!.ToString().ShouldBe("a/b.ndjson");
        input.Only!.Select(t => t.Value).ShouldBe(["icc", "hocmai"]);
        input.Numbers.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task What_is_not_given_keeps_its_default()
    {
        var seen = new List<Everything>();
        await Cli.For(seen).RunAsync("things", "do", "--title", "x");
        seen.ShouldHaveSingleItem().ShouldBe(new Everything("x"));
    }

    [Fact]
    public async Task A_member_without_default_that_cannot_be_null_is_required()
    {
        var cli = Cli.For(new List<Everything>());
        (await cli.RunAsync("things", "do")).ShouldBe(OperationExitCode.BadInput);
        cli.Error.ShouldContain("--title");
        cli.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--count", "ten", "a whole number from -2147483648 to 2147483647")]
    [InlineData("--count", "99999999999", "a whole number")]
    [InlineData("--count", "1 ", "a whole number")]
    [InlineData("--from", "2025-03-30T01:00:00", "an instant in UTC such as")]
    [InlineData("--from", "yesterday", "an instant in UTC such as")]
    [InlineData("--idle-timeout", "10m", "an ISO 8601 duration such as PT10M")]
    [InlineData("--idle-timeout", "P1M", "an ISO 8601 duration such as PT10M")]
    [InlineData("--day", "30.3.2025", "a date such as")]
    [InlineData("--weekday-kind", "1", "one of holiday, school-day")]
    [InlineData("--tenant", "../x", "a tenant id")]
    [InlineData("--log", "", "a file path")]
    public async Task A_bad_value_is_named_with_its_option(string option, string value, string expected)
    {
        var seen = new List<Everything>();
        var cli = Cli.For(seen);

        (await cli.RunAsync("things", "do", "--title", "x", option, value)).ShouldBe(OperationExitCode.BadInput);

        seen.ShouldBeEmpty();
        cli.Output.ShouldBeEmpty();
        var line = cli.Error.TrimEnd();
        line.ShouldStartWith($"Option '{option}': '{value}' is not {expected}");
        line.ShouldNotContain("\n");
    }

    [Fact]
    public async Task All_bad_values_are_told_at_once()
    {
        var cli = Cli.For(new List<Everything>());
        await cli.RunAsync("things", "do", "--title", "x", "--count", "a", "--day", "b");
        cli.Error.TrimEnd().Split('\n').Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_value_that_begins_with_an_at_sign_is_a_value()
    {
        var seen = new List<Everything>();
        await Cli.For(seen).RunAsync("things", "do", "--title", "@/etc/hostname");
        seen.ShouldHaveSingleItem().Title.ShouldBe("@/etc/hostname");
    }

    [Fact]
    public async Task Positional_arguments_come_in_their_order()
    {
        var seen = new List<Positional>();
        var cli = Cli.For(seen);

        (await cli.RunAsync("things", "do", "first", "2", "3", "--note", "n")).ShouldBe(0);
        var input = seen.ShouldHaveSingleItem();
        input.Name.ShouldBe("first");
        input.Rest.ShouldBe([2, 3]);
        input.Note.ShouldBe("n");
    }

    [Fact]
    public async Task A_missing_or_bad_positional_argument_is_named()
    {
        var cli = Cli.For(new List<Positional>());
        (await cli.RunAsync("things", "do")).ShouldBe(OperationExitCode.BadInput);
        (await cli.RunAsync("things", "do", "a", "b")).ShouldBe(OperationExitCode.BadInput);
        cli.Error.ShouldContain("Argument 'rest': 'b' is not a whole number");
    }

    [Fact]
    public async Task Properties_are_options_and_show_their_defaults_in_help()
    {
        var seen = new List<Settings>();
        var cli = Cli.For(seen);
        (await cli.RunAsync("things", "do", "--limit", "7")).ShouldBe(0);
        seen.ShouldHaveSingleItem().ShouldBe(new Settings { Limit = 7 });

        (await cli.RunAsync("things", "do", "--help")).ShouldBe(0);
        cli.Output.ShouldContain("At most this many. [default: 100]");
        cli.Output.ShouldContain("[default: PT1M30S]");
        cli.Output.ShouldContain("[default: school-day]");
    }

    [Fact]
    public async Task An_error_of_the_record_itself_is_an_input_fault()
    {
        var cli = Cli.For(new List<Picky>());
        (await cli.RunAsync("things", "do", "--limit", "0")).ShouldBe(OperationExitCode.BadInput);
        cli.Error.Trim().ShouldBe("Option '--limit': 0 is too few.");
    }

    [Fact]
    public async Task A_type_that_no_option_can_have_is_told_to_the_programmer()
    {
        var error = await Should.ThrowAsync<ArgumentException>(() => Cli.For(new List<Unsupported>()).RunAsync("things", "do"));
        error.Message.ShouldContain("things.do");
        error.Message.ShouldContain("'Callback'");
    }

    [Fact]
    public async Task A_member_named_like_a_common_option_is_told_to_the_programmer()
    {
        var error = await Should.ThrowAsync<ArgumentException>(() => Cli.For(new List<Clashing>()).RunAsync("things", "do"));
        error.Message.ShouldContain("--json");
    }

    internal enum WeekdayKind
    {
        Holiday,
        SchoolDay,
    }

    internal sealed record Everything(
        string Title,
        bool IsFinal = false,
        int Count = 3,
        long? TotalBytes = null,
        WeekdayKind WeekdayKind = WeekdayKind.Holiday,
        Instant? From = null,
        Duration? IdleTimeout = null,
        LocalDate? Day = null,
        TenantId? Tenant = null,
        FileInfo? Log = null,
        IReadOnlyList<TenantId>? Only = null,
        int[]? Numbers = null);

    internal sealed record Positional([property: OperationArgument(0)] string Name, [OperationArgument(1)] IReadOnlyList<int> Rest, string? Note);

    internal sealed record Settings
    {
        [Description("At most this many.")]
        public int Limit { get; init; } = 100;

        public Duration Pause { get; init; } = Duration.FromSeconds(90);

        public WeekdayKind Kind { get; init; } = WeekdayKind.SchoolDay;
    }

    internal sealed record Picky
    {
        public Picky(int limit) => Limit = limit > 0 ? limit : throw new ArgumentException($"{limit} is too few.", nameof(limit));

        public int Limit { get; }
    }

    internal sealed record Unsupported(Action Callback);

    internal sealed record Clashing(string? Json);
}
