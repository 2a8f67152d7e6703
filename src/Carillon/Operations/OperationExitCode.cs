namespace Carillon.Operations;

/// <summary>What the exit codes of operations mean.</summary>
public static class OperationExitCode
{
    /// <summary>Everything that was asked for is done.</summary>
    public const int Success = 0;

    /// <summary>Nothing of it could be done: an outage, a failed job, a refused command.</summary>
    public const int Failed = 1;

    /// <summary>The input was bad; what was good of it is done.</summary>
    public const int BadInput = 2;

    /// <summary>Some of it is done: some tenants or items failed or were held by another worker.</summary>
    public const int Partial = 3;

    /// <summary>It was cancelled (Ctrl-C).</summary>
    public const int Cancelled = 130;
}
