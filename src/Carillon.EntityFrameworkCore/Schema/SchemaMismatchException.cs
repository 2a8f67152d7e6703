namespace Carillon.EntityFrameworkCore;

/// <summary>A table does not have the columns that the recorded schema version says it has: it was changed by hand.</summary>
public sealed class SchemaMismatchException(string component, string table, Exception inner)
    : Exception($"Table '{table}' of schema '{component}' is missing or lacks a column: {inner.Message}", inner)
{
    /// <summary>The component.</summary>
    public string Component { get; } = component;

    /// <summary>The table.</summary>
    public string Table { get; } = table;
}
