using System.Diagnostics;
using System.Text;
using Xunit;

namespace Carillon.CommandLine.Tests.ConsoleHost;

/// <summary>The built sample as a process of its own.</summary>
internal sealed class ConsoleHostProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private ConsoleHostProcess(string folder, string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly(), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>The sample's assembly: it is built beside the tests, for the same configuration.</summary>
    public static string Assembly()
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var repository = tests.Parent!.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(repository.FullName, "samples", "ConsoleHost", "bin", tests.Parent.Name, tests.Name, "ConsoleHost.dll");
    }

    /// <summary>Runs the sample in a folder until it ends.</summary>
    public static async Task<Result> RunAsync(string folder, params string[] args)
    {
        using var host = new ConsoleHostProcess(folder, args);
        return await host.EndAsync(string.Empty, TestContext.Current.CancellationToken);
    }

    /// <summary>Starts the sample, waits at most a minute for a line, and asks it to stop as Ctrl-C does.</summary>
    public static async Task<Result> InterruptAsync(string folder, Func<string, bool> line, Func<Task> meanwhile, params string[] args)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        var cancellation = limit.Token;
        using var host = new ConsoleHostProcess(folder, args);
        var output = new StringBuilder();
        while (await host._process.StandardOutput.ReadLineAsync(cancellation) is { } read)
        {
            output.AppendLine(read);
            if (line(read))
            {
                await meanwhile();
                using var kill = Process.Start("kill", ["-INT", host._process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
                await kill.WaitForExitAsync(cancellation);
                break;
            }
        }

        return await host.EndAsync(output.ToString(), cancellation);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task<Result> EndAsync(string before, CancellationToken cancellation)
    {
        var output = before + await _process.StandardOutput.ReadToEndAsync(cancellation);
        await _process.WaitForExitAsync(cancellation);
        return new Result(_process.ExitCode, output.ReplaceLineEndings("\n"), (await _error).ReplaceLineEndings("\n"));
    }

    internal sealed record Result(int Code, string Output, string Error);
}
