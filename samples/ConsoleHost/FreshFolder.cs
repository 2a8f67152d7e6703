namespace ConsoleHost;

/// <summary>A new folder that is removed at the end, so that every demo begins alike.</summary>
internal sealed class FreshFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("carillon-demo-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
