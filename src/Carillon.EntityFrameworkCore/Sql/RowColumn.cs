namespace Carillon.EntityFrameworkCore;

/// <summary>One column of a <see cref="RowSet"/>: a name and a value per row.</summary>
public sealed class RowColumn
{
    internal RowColumn(string name, Type type, Array values)
    {
        Name = name;
        Type = type;
        Values = values;
    }

    /// <summary>The column's name inside the statement.</summary>
    public string Name { get; }

    /// <summary>The type of the values, possibly <see cref="Nullable{T}"/>.</summary>
    public Type Type { get; }

    /// <summary>The values in row order.</summary>
    public Array Values { get; }
}
