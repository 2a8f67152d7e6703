namespace Carillon.EntityFrameworkCore;

/// <summary>Names the columns of a <see cref="RowSet"/>.</summary>
public sealed class RowSetBuilder<T>
{
    private readonly IReadOnlyCollection<T> _items;
    private readonly List<RowColumn> _columns = [];

    internal RowSetBuilder(IReadOnlyCollection<T> items) => _items = items;

    internal IReadOnlyList<RowColumn> Columns => _columns;

    /// <summary>Adds a column.</summary>
    /// <param name="name">A constant of the code: it is written into the statement.</param>
    /// <param name="value">The value of a row.</param>
    public RowSetBuilder<T> Column<TValue>(string name, Func<T, TValue> value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        var values = new TValue[_items.Count];
        var i = 0;
        foreach (var item in _items)
        {
            values[i++] = value(item);
        }

        _columns.Add(new(name, typeof(TValue), values));
        return this;
    }
}
