using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>Who asked for an operation, for whom, and where to tell about it.</summary>
public sealed class OperationContext(IServiceProvider services)
{
    /// <summary>The tenant it is about; null when none was named.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>Who asked, for the audit.</summary>
    /// <value>Default: <c>system</c>.</value>
    public string Actor { get; init; } = "system";

    /// <summary>Names the command, so that a repeated request changes nothing; null when the caller gave none. See <see cref="TakesCommandIdAttribute"/>.</summary>
    public string? CommandId { get; init; }

    /// <summary>Lines for a person who waits; one call at a time.</summary>
    public IProgress<OperationProgress> Progress { get; init; } = SilentProgress.Instance;

    /// <summary>What a caller pipes in; empty when there is nothing.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Where an operation writes that answers with lines of its own; its output is null then.</summary>
    public TextWriter Lines { get; init; } = TextWriter.Null;

    /// <summary>Services of this call.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>The exit code of the call, see <see cref="OperationExitCode"/>; the highest one set wins.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Raises <see cref="ExitCode"/>.</summary>
    public void Exit(int code) => ExitCode = Math.Max(ExitCode, code);

    private sealed class SilentProgress : IProgress<OperationProgress>
    {
        public static readonly SilentProgress Instance = new();

        public void Report(OperationProgress value)
        {
        }
    }
}
