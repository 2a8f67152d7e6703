namespace Carillon.Testing.Faults;

/// <summary>What a fault sweep repeats: prepare a fresh database, run until the crash, recover, verify.</summary>
public sealed record FaultScenario
{
    /// <summary>Makes the database fresh; called before each run.</summary>
    public required Func<CancellationToken, Task> PrepareAsync { get; init; }

    /// <summary>The work under test. It opens its connections through <see cref="FaultPlan.Wrap"/> and must issue the same statements each time.</summary>
    public required Func<FaultPlan, CancellationToken, Task> RunAsync { get; init; }

    /// <summary>What the next process does: usually the same work again, without faults.</summary>
    public required Func<CancellationToken, Task> RecoverAsync { get; init; }

    /// <summary>Throws unless the rows are those of a run that never crashed. Called after every recovery, and once without any crash.</summary>
    public required Func<CancellationToken, Task> VerifyAsync { get; init; }
}
