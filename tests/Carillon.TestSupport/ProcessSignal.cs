using System.Diagnostics;
using System.Globalization;

namespace Carillon.TestSupport;

/// <summary>Signals that tests send to processes of their own.</summary>
public static class ProcessSignal
{
    /// <summary>Stops a process where it stands; it does not notice.</summary>
    public static Task FreezeAsync(int process, CancellationToken cancellationToken) => SendAsync("-STOP", process, cancellationToken);

    /// <summary>Lets a frozen process go on.</summary>
    public static Task ThawAsync(int process, CancellationToken cancellationToken) => SendAsync("-CONT", process, cancellationToken);

    /// <summary>Ends a process without a last word.</summary>
    public static Task KillAsync(int process, CancellationToken cancellationToken) => SendAsync("-KILL", process, cancellationToken);

    private static async Task SendAsync(string signal, int process, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
