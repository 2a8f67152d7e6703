using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Carillon.CommandLine.Tests;

public sealed class ExitCodeTests
{
    private static readonly TenantId Icc = TenantId.Parse("icc");

    public static TheoryData<Exception, int> Errors => new()
    {
        { new ArgumentException("bad"), 2 },
        { new FormatException("bad"), 2 },
        { new TenantNotFoundException(Icc), 2 },
        { new TenantNotActiveException(Icc, TenantStatus.Suspended), 2 },
        { new OptionsValidationException("x", typeof(object), ["Folder 'a' is missing.", "Size '-1' is below 0."]), 2 },
        { new FileNotFoundException("No file 'a'."), 2 },
        { new AggregateException(new FormatException("bad")), 2 },
        { new InvalidOperationException("broken"), 1 },
        { new TimeoutException("slow"), 1 },
        { new OperationCanceledException("inner timeout"), 1 },
    };

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public async Task An_error_is_one_line_and_a_code(Exception error, int expected)
    {
        var cli = Cli.Answering<object>(_ => throw error);

        (await cli.RunAsync("things", "do")).ShouldBe(expected);

        cli.Output.ShouldBeEmpty();
        cli.Error.TrimEnd().ShouldNotContain("\n");
        cli.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Debug_shows_where_it_comes_from()
    {
        var cli = Cli.Answering<object>(_ => throw new InvalidOperationException("broken"));
        await cli.RunAsync("things", "do", "--debug");
        cli.Error.ShouldContain("   at ");
    }

    [Fact]
    public async Task The_cause_of_an_error_is_told()
    {
        var cli = Cli.Answering<object>(_ => throw new InvalidOperationException("Could not save.", new IOException("Disk full.")));
        await cli.RunAsync("things", "do");
        cli.Error.Trim().ShouldBe("Could not save. Disk full.");
    }

    [Fact]
    public async Task The_code_that_the_operation_sets_wins()
    {
        var cli = Cli.Answering(context =>
        {
            context.Exit(OperationExitCode.Partial);
            return new { Ended = 3 };
        });
        (await cli.RunAsync("things", "do", "--json")).ShouldBe(3);
        cli.Output.ShouldContain("\"ended\": 3");
    }

    [Fact]
    public async Task Cancelling_is_130()
    {
        using var source = new CancellationTokenSource();
        var cli = new Cli
        {
            CancellationToken = source.Token,
            Operations = b => b.AddOperation<Cli.Nothing, int>("things.do", OperationKind.Command, OperationScope.Installation, "Waits.", async (_, _, ct) =>
            {
                await source.CancelAsync();
                await Task.Delay(Timeout.Infinite, ct);
                return 1;
            }),
        };
        (await cli.RunAsync("things", "do")).ShouldBe(OperationExitCode.Cancelled);
        cli.Error.Trim().ShouldBe("Cancelled.");
    }

    [Theory]
    [InlineData(OperationExitCode.Partial, OperationExitCode.Cancelled)]
    [InlineData(OperationExitCode.Success, OperationExitCode.Success)]
    public async Task A_report_about_cancelled_work_is_130_but_finished_work_is_done(int reported, int expected)
    {
        using var source = new CancellationTokenSource();
        var cli = new Cli
        {
            CancellationToken = source.Token,
            Operations = b => b.AddOperation<Cli.Nothing, int>("things.do", OperationKind.Command, OperationScope.Installation, "Reports.", async (_, context, _) =>
            {
                await source.CancelAsync();
                context.Exit(reported);
                return 1;
            }),
        };
        (await cli.RunAsync("things", "do")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("things")]
    [InlineData("things", "undo")]
    [InlineData("nonsense")]
    [InlineData("things", "do", "--bogus")]
    [InlineData("things", "do", "--actor", "a", "--actor", "b")]
    [InlineData("things", "do", "--actor")]
    public async Task A_line_that_makes_no_sense_is_bad_input(params string[] args)
    {
        var cli = Cli.Answering(_ => 1);
        (await cli.RunAsync(args)).ShouldBe(OperationExitCode.BadInput);
        cli.Output.ShouldBeEmpty();
        cli.Error.ShouldContain("--help'");
    }

    [Theory]
    [InlineData("things", "undo")]
    [InlineData("things", "undo", "--help")]
    [InlineData("things", "undo", "-h", "--json")]
    [InlineData("things")]
    public async Task An_unknown_verb_is_told_with_the_known_ones(params string[] args)
    {
        var cli = Cli.Answering(_ => 1);
        (await cli.RunAsync(args)).ShouldBe(OperationExitCode.BadInput);
        cli.Output.ShouldBeEmpty();
        cli.Error.ShouldContain("Known verbs: do.");
        cli.Error.Contains("'undo'", StringComparison.Ordinal).ShouldBe(args.Contains("undo"));
    }

    [Fact]
    public async Task A_value_out_of_range_is_told_once()
    {
        var cli = new Cli
        {
            Operations = b => b.AddOperation<Sized, int>("things.do", OperationKind.Query, OperationScope.Installation, "Counts.", (input, _, _) =>
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(input.Size, 1, nameof(input.Size));
                return ValueTask.FromResult(1);
            }),
        };
        (await cli.RunAsync("things", "do", "--size", "0")).ShouldBe(OperationExitCode.BadInput);
        cli.Error.Trim().ShouldBe("Option '--size': '0' must be greater than or equal to '1'.");
    }

    [Fact]
    public async Task An_operation_about_one_tenant_needs_its_name()
    {
        var cli = Cli.Answering(c => c.Tenant!.Value.Value, OperationScope.Tenant);
        (await cli.RunAsync("things", "do")).ShouldBe(2);
        cli.Error.ShouldContain("--tenant");
        (await cli.RunAsync("things", "do", "--tenant", "hocmai")).ShouldBe(0);
        cli.Output.Trim().ShouldBe("hocmai");
    }

    [Theory]
    [InlineData(OperationScope.Tenant)]
    [InlineData(OperationScope.AnyTenant)]
    public async Task An_unknown_tenant_is_never_silence(OperationScope scope)
    {
        var cli = Cli.Answering(_ => 1, scope);
        (await cli.RunAsync("things", "do", "--tenant", "nobody")).ShouldBe(2);
        cli.Error.Trim().ShouldBe("Tenant 'nobody' is not in the catalogue.");
        (await cli.RunAsync("things", "do", "--tenant", "No Body")).ShouldBe(2);
        cli.Error.ShouldContain("Option '--tenant': 'No Body' is not a tenant id");
    }

    [Theory]
    [InlineData(OperationScope.AnyTenant, 2)]
    [InlineData(OperationScope.Tenant, 0)]
    public async Task A_suspended_tenant_is_no_empty_set_of_tenants(OperationScope scope, int expected)
    {
        var cli = Cli.Answering(_ => 1, scope);
        (await cli.RunAsync("things", "do", "--tenant", "asleep")).ShouldBe(expected);
        if (expected != 0)
        {
            cli.Error.ShouldStartWith("Tenant 'asleep' is Suspended");
        }
    }

    [Fact]
    public async Task Without_a_tenant_an_operation_is_about_all()
    {
        var cli = Cli.Answering(c => c.Tenant is null, OperationScope.AnyTenant);
        (await cli.RunAsync("things", "do")).ShouldBe(0);
        cli.Output.Trim().ShouldBe("yes");
    }

    [Fact]
    public async Task Actor_and_command_id_reach_the_operation()
    {
        var cli = new Cli
        {
            Operations = b => b.AddOperation<Keyed, string>(
                "things.do", OperationKind.Command, OperationScope.Installation, "Does things.", (_, c, _) => ValueTask.FromResult($"{c.Actor} {c.CommandId}")),
        };
        await cli.RunAsync("things", "do", "--actor", "lan", "--command-id", "c-1");
        cli.Output.Trim().ShouldBe("lan c-1");

        var plain = Cli.Answering(c => c.Actor);
        await plain.RunAsync("things", "do");
        plain.Output.Trim().ShouldBe(Environment.UserName);
    }

    [Fact]
    public async Task An_operation_that_does_not_know_its_repetitions_takes_no_command_id()
    {
        var cli = Cli.Answering(c => c.Actor);
        (await cli.RunAsync("things", "do", "--command-id", "c-1")).ShouldBe(2);
        cli.Error.ShouldContain("--command-id");
        await cli.RunAsync("things", "do", "--help");
        cli.Output.ShouldNotContain("--command-id");
    }

    [Fact]
    public async Task Misconfiguration_is_told_before_a_command_runs()
    {
        var cli = new Cli
        {
            Services = s => s.AddOptions<Limits>().Validate(l => l.Size > 0, "Size '0' must be above 0.").ValidateOnStart(),
            Operations = b => b.AddOperation<Cli.Nothing, int>("things.do", OperationKind.Command, OperationScope.Installation, "Never.", (_, _, _) => throw new InvalidOperationException("It ran.")),
        };
        (await cli.RunAsync("things", "do")).ShouldBe(2);
        cli.Error.Trim().ShouldBe("Size '0' must be above 0.");
    }

    private sealed class Limits
    {
        public int Size { get; init; }
    }

    private sealed record Sized(int Size);

    [TakesCommandId]
    private sealed record Keyed;
}
