using System.Diagnostics;
using Carillon.TestSupport;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking.Processes;

/// <summary>The holder of leases as a process of its own.</summary>
internal sealed class LeaseHolderProcess : IDisposable
{
    private readonly Process _process;

    public LeaseHolderProcess(string kind, LeaseBench bench)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly(), kind, bench.Control, bench.TenantTemplate]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
    }

    public Task TellAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>The next line; an end or a minute of silence fails the test.</summary>
    public async Task<string> HearAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        return await _process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The holder has ended.");
    }

    public async Task<long> TakeAsync(string key, int milliseconds, CancellationToken cancellationToken)
    {
        await TellAsync($"take {key} {milliseconds}");
        var words = (await HearAsync(cancellationToken)).Split(' ');
        Assert.Equal("held", words[0]);
        return long.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    public Task KillAsync(CancellationToken cancellationToken) => ProcessSignal.KillAsync(_process.Id, cancellationToken);

    public Task FreezeAsync(CancellationToken cancellationToken) => ProcessSignal.FreezeAsync(_process.Id, cancellationToken);

    public Task ThawAsync(CancellationToken cancellationToken) => ProcessSignal.ThawAsync(_process.Id, cancellationToken);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string Assembly()
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(SharedFolder.Repository!, "tests", "Carillon.LeaseHolder", "bin", tests.Parent!.Name, tests.Name, "Carillon.LeaseHolder.dll");
    }
}
