namespace Carillon.EntityFrameworkCore;

/// <summary>Rows passed to a statement as parameters; written <c>{rows:r}</c> in a FROM clause, where <c>r</c> is the alias.</summary>
/// <remarks>One parameter per column on PostgreSQL (arrays), one JSON parameter on SQLite: a batch is one statement on both.</remarks>
public sealed class RowSet
{
    private RowSet(IReadOnlyList<RowColumn> columns, int count)
    {
        Columns = columns;
        Count = count;
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<RowColumn> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>Makes rows of items.</summary>
    /// <example><code>RowSet.Of(beats, c => c.Column("id", b => b.Id).Column("at", b => b.At))</code></example>
    public static RowSet Of<T>(IReadOnlyCollection<T> items, Action<RowSetBuilder<T>> columns)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(columns);
        var builder = new RowSetBuilder<T>(items);
        columns(builder);
        return new(builder.Columns, items.Count);
    }
}
