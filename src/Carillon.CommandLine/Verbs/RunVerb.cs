using System.CommandLine;
using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Carillon.CommandLine;

/// <summary>Starts the host's hosted services and stops them on Ctrl-C.</summary>
internal sealed class RunVerb(IHost host, CommandLineConsole console, CommonOptions common)
{
    public const string Name = "run";

    public void AddTo(Command command)
    {
        command.Description = "Run the host's services (timers, workers) until Ctrl-C.";
        command.SetAction(InvokeAsync);
    }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            // What is wrong with the configuration is one line here; the host would log it with its stack trace.
            host.Services.GetService<IStartupValidator>()?.Validate();
            _ = host.Services.GetServices<IHostedService>().ToList();
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            return FailedServices() is { } failed ? throw failed : OperationExitCode.Success;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Failure.Of(e, null, cancellationToken).Report(console, parsed.GetValue(common.Debug) ? e : null);
        }
    }

    // A background service that throws stops the host in good order; the exit code must still tell.
    private AggregateException? FailedServices() =>
        host.Services.GetServices<IHostedService>().OfType<BackgroundService>()
            .Select(s => s.ExecuteTask?.Exception).FirstOrDefault(e => e is not null);
}
