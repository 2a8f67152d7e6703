using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore;

/// <summary>One step from a schema version to the next.</summary>
/// <param name="ToVersion">The version after the step.</param>
/// <param name="MinHost">The oldest code version that may work on it.</param>
/// <param name="ApplyAsync">Changes the tables inside the given transaction. What it does never changes, whatever becomes of the model.</param>
public sealed record SchemaUpgrade(
    int ToVersion,
    int MinHost,
    Func<DatabaseTransaction, CancellationToken, ValueTask> ApplyAsync);
