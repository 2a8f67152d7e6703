namespace Carillon.Testing.Faults;

/// <summary>The work did not survive a crash, or a place for a crash was never reached.</summary>
public sealed class FaultSweepException : Exception
{
    /// <summary>With what is wrong, and the place if there is one.</summary>
    public FaultSweepException(string message, CrashPoint? point = null, Exception? inner = null)
        : base(message, inner) => Point = point;

    /// <summary>The crash that was not survived; null when places were not reached.</summary>
    public CrashPoint? Point { get; }
}
