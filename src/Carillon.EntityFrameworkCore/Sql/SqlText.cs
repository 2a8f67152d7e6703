namespace Carillon.EntityFrameworkCore;

/// <summary>A piece of SQL that goes into a statement as it is. Only for constants of the code, never for values.</summary>
public readonly record struct SqlText(string Text)
{
    /// <summary>No text.</summary>
    public static SqlText Empty { get; } = new(string.Empty);

    /// <summary>The text.</summary>
    public override string ToString() => Text ?? string.Empty;
}
