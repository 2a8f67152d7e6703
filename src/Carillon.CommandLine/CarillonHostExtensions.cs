using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Carillon.CommandLine;

/// <summary>The front door.</summary>
public static class CarillonHostExtensions
{
    /// <summary>Runs one verb and disposes the host. Only the verb <c>run</c> starts the host's hosted services; Ctrl-C cancels.</summary>
    /// <param name="host">The host; <c>AddCarillon</c> was called on its services.</param>
    /// <param name="args">The arguments of the process.</param>
    /// <param name="options">What the host says about its command line; null means the defaults.</param>
    /// <param name="cancellationToken">Cancels like Ctrl-C.</param>
    /// <returns>The exit code, see <see cref="OperationExitCode"/>.</returns>
    /// <exception cref="ArgumentException">An input record cannot be shown as options, or the default operation does not exist.</exception>
    /// <example><code>return await host.RunCarillonAsync(args);</code></example>
    public static async Task<int> RunCarillonAsync(this IHost host, string[] args, CommandLineOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(args);
        options ??= new CommandLineOptions();
        try
        {
            using var stop = new StopSignal(cancellationToken);
            var console = options.Console ?? CommandLineConsole.OfProcess();
            var tree = new VerbTree(host, options, console, host.Services.GetRequiredService<OperationCatalog>());
            return await tree.InvokeAsync(args, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync(host).ConfigureAwait(false);
        }
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            host.Dispose();
        }
    }
}
