namespace Carillon.Sqlite;

/// <summary>The data folder cannot be used.</summary>
public sealed class DataFolderException(string folder, string reason, Exception? inner = null)
    : Exception($"The data folder '{folder}' cannot be used: {reason}.", inner)
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Why.</summary>
    public string Reason { get; } = reason;
}
