using System.Text;
using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Carillon.CommandLine.Tests;

/// <summary>Runs one command line against a host of the test's making and records what it wrote.</summary>
internal sealed class Cli
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public Action<IServiceCollection> Services { get; init; } = _ => { };

    public Action<CarillonBuilder> Operations { get; init; } = _ => { };

    public CommandLineOptions Options { get; init; } = new();

    public string Input { get; init; } = string.Empty;

    public bool IsInteractive { get; init; }

    public bool UsesColors { get; init; }

    public CancellationToken CancellationToken { get; init; } = TestContext.Current.CancellationToken;

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    /// <summary>A host with one operation that keeps its input.</summary>
    public static Cli For<TInput>(List<TInput> seen, OperationScope scope = OperationScope.Installation)
        where TInput : class =>
        new()
        {
            Operations = b => b.AddOperation<TInput, Nothing>("things.do", OperationKind.Command, scope, "Does things.", (input, _, _) =>
            {
                seen.Add(input);
                return ValueTask.FromResult(new Nothing());
            }),
        };

    /// <summary>A host with one operation without input.</summary>
    public static Cli Answering<TOutput>(Func<OperationContext, TOutput> handler, OperationScope scope = OperationScope.Installation, bool interactive = false, bool colors = false) =>
        new()
        {
            IsInteractive = interactive,
            UsesColors = colors,
            Operations = b => b.AddOperation<Nothing, TOutput>("things.do", OperationKind.Query, scope, "Does things.", (_, context, _) => ValueTask.FromResult(handler(context))),
        };

    public async Task<int> RunAsync(params string[] args)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        Services(builder.Services);
        builder.Services.AddCarillon(b =>
        {
            b.UseTenants(
                new Tenant(TenantId.Parse("hocmai"), "Hoc Mai", "Asia/Ho_Chi_Minh"),
                new Tenant(TenantId.Parse("asleep"), "Asleep", "Europe/Paris") { Status = TenantStatus.Suspended });
            Operations(b);
        });
        await using var output = new StringWriter(_output);
        await using var error = new StringWriter(_error);
        var console = new CommandLineConsole(output, error) { Input = new StringReader(Input), IsInteractive = IsInteractive, UsesColors = UsesColors };
        return await builder.Build().RunCarillonAsync(args, Options with { Console = console }, CancellationToken);
    }

    internal sealed record Nothing;
}
