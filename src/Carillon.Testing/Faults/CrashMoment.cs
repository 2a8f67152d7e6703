namespace Carillon.Testing.Faults;

/// <summary>On which side of a statement the process dies.</summary>
public enum CrashMoment
{
    /// <summary>The statement never reaches the database.</summary>
    Before,

    /// <summary>The database carried the statement out, and nobody sees the result.</summary>
    After,
}
