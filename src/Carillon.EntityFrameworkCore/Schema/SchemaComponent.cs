using System.Data.Common;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Carillon.EntityFrameworkCore;

/// <summary>The tables of one part of the library, with a version history of their own.</summary>
/// <param name="Name">The stable name, e.g. <c>sessions</c>.</param>
/// <param name="Kind">Where the tables live.</param>
/// <param name="Version">The version that this code installs and needs; from 1.</param>
/// <param name="MinHost">The oldest code version (of this component) that may work on this schema version.</param>
/// <param name="CreateContext">Creates the context whose model is the schema of <paramref name="Version"/>.</param>
public sealed record SchemaComponent(
    string Name,
    DatabaseKind Kind,
    int Version,
    int MinHost,
    Func<SqlDialect, DbConnection?, DbContext> CreateContext)
{
    /// <summary>The steps from older versions, in order: expand first, contract a minor version later.</summary>
    /// <value>Default: none. A fresh installation does not run them: it creates the model's tables.</value>
    public IReadOnlyList<SchemaUpgrade> Upgrades { get; init; } = [];

    /// <summary>Tables whose rows the database itself refuses to change or delete. A step that adds one calls <see cref="SqlDialect.MakeAppendOnly"/>.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> AppendOnlyTables { get; init; } = [];

    /// <summary>Adds to the tables of a fresh installation what the model cannot say, such as triggers. A step that brings it calls the same.</summary>
    /// <value>Default: null, for nothing.</value>
    public Func<DatabaseTransaction, CancellationToken, ValueTask>? FinishAsync { get; init; }
}
