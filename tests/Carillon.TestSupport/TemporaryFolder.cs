namespace Carillon.TestSupport;

/// <summary>A new empty folder that is removed with everything in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const int MostAttempts = 100;

    /// <summary>Creates the folder.</summary>
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("carillon-").FullName;

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The full path of a file or folder inside; nothing is created.</summary>
    /// <param name="name">A relative path.</param>
    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        // A release that nobody waits for may still close its database: SQLite removes and makes files beside it meanwhile.
        for (var attempt = 1; Directory.Exists(Path); attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (attempt < MostAttempts)
            {
                Thread.Yield();
            }
        }
    }
}
