namespace Carillon.EntityFrameworkCore;

/// <summary>The schema of a database and the code do not fit each other; nothing was read or written.</summary>
public sealed class SchemaVersionException(string component, int? found, int needed, string message)
    : Exception(message)
{
    /// <summary>The component.</summary>
    public string Component { get; } = component;

    /// <summary>The installed version; null when it is not installed.</summary>
    public int? Found { get; } = found;

    /// <summary>The version that the code needs.</summary>
    public int Needed { get; } = needed;
}
