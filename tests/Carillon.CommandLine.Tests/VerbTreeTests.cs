using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Carillon.CommandLine.Tests;

public sealed class VerbTreeTests
{
    [Fact]
    public async Task Names_become_nested_verbs()
    {
        var cli = Several();
        (await cli.RunAsync("sessions", "auto-end")).ShouldBe(0);
        (await cli.RunAsync("wake-all")).ShouldBe(0);
        (await cli.RunAsync("sessions")).ShouldBe(0);
        cli.Output.ReplaceLineEndings("\n").ShouldBe("sessions.auto-end\nwake-all\nsessions\n");
    }

    [Fact]
    public async Task Help_lists_the_verbs_and_fits_a_screen()
    {
        var cli = Several();
        (await cli.RunAsync("--help")).ShouldBe(0);
        cli.Output.ShouldContain("wake-all");
        cli.Output.ShouldContain("sessions");
        cli.Output.Split('\n').ShouldAllBe(l => l.TrimEnd().Length <= 80);
        cli.Output.Split('\n').Length.ShouldBeLessThanOrEqualTo(24);
        cli.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_verb_help_is_shown()
    {
        var cli = Several();
        (await cli.RunAsync()).ShouldBe(0);
        cli.Output.ShouldContain("Usage:");
    }

    [Fact]
    public async Task Without_a_verb_the_default_operation_runs_with_its_options()
    {
        var seen = new List<string?>();
        var cli = new Cli
        {
            Options = new CommandLineOptions { DefaultOperation = "demo", HostOptions = [new HostOption("--data", "Folder.")] },
            Operations = b => b.AddOperation<DemoInput, Cli.Nothing>("demo", OperationKind.Command, OperationScope.Installation, "Shows it.", (input, _, _) =>
            {
                seen.Add(input.Log);
                return ValueTask.FromResult(new Cli.Nothing());
            }),
        };
        (await cli.RunAsync()).ShouldBe(0);
        (await cli.RunAsync("--data", "x", "--log", "a")).ShouldBe(0);
        (await cli.RunAsync("demo", "--log", "b", "--data=x")).ShouldBe(0);
        seen.ShouldBe([null, "a", "b"]);
        (await cli.RunAsync("demoo")).ShouldBe(OperationExitCode.BadInput);
    }

    [Theory]
    [InlineData("x", "--data", "x")]
    [InlineData("x", "verb", "--json", "--data=x")]
    [InlineData("", "--data=")]
    [InlineData(null, "--data")]
    [InlineData(null, "--", "--data", "x")]
    [InlineData(null, "--database", "x")]
    public void A_host_option_is_read_before_the_host_is_built(string? expected, params string[] args) =>
        new HostOption("--data", "Folder.").Read(args).ShouldBe(expected);

    [Fact]
    public async Task Only_run_starts_the_hosted_services()
    {
        using var ctrlC = new CancellationTokenSource();
        var service = new Recorder(ctrlC);
        var cli = new Cli { CancellationToken = ctrlC.Token, Services = s => s.AddSingleton<IHostedService>(service), Operations = b => Add(b, "wake-all") };
        await cli.RunAsync("wake-all");
        service.Events.ShouldBeEmpty();

        (await cli.RunAsync("run")).ShouldBe(0);
        service.Events.ShouldBe(["start", "stop"]);
    }

    [Fact]
    public async Task Run_tells_when_a_service_failed()
    {
        var cli = new Cli { Services = s => s.AddHostedService<Broken>() };
        (await cli.RunAsync("run")).ShouldBe(OperationExitCode.Failed);
        cli.Error.ShouldContain("The bell cracked.");
    }

    [Fact]
    public async Task The_services_of_a_call_are_its_own()
    {
        var cli = new Cli
        {
            Services = s => s.AddScoped<Marker>(),
            Operations = b => b.AddOperation<Cli.Nothing, bool>("things.do", OperationKind.Query, OperationScope.Installation, "Asks.", (_, context, _) =>
                ValueTask.FromResult(context.Services.GetRequiredService<Marker>() == context.Services.GetRequiredService<Marker>())),
        };
        (await cli.RunAsync("things", "do")).ShouldBe(0);
        cli.Output.Trim().ShouldBe("yes");
    }

    private static Cli Several() => new()
    {
        Operations = b =>
        {
            foreach (var name in new[] { "sessions.auto-end", "sessions.statistics", "sessions", "wake-all", "tenants.list" })
            {
                Add(b, name);
            }
        },
    };

    private static void Add(CarillonBuilder builder, string name) =>
        builder.AddOperation<Cli.Nothing, string>(name, OperationKind.Command, OperationScope.Installation, $"Does {name}.", (_, _, _) => ValueTask.FromResult(name));

    internal sealed record DemoInput(string? Log);

    private sealed class Marker;

    /// <summary>Presses Ctrl-C a moment after it has started.</summary>
    private sealed class Recorder(CancellationTokenSource ctrlC) : IHostedService
    {
        public List<string> Events { get; } = [];

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Events.Add("start");
            ctrlC.CancelAfter(1);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Events.Add("stop");
            return Task.CompletedTask;
        }
    }

    private sealed class Broken : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("The bell cracked.");
        }
    }
}
