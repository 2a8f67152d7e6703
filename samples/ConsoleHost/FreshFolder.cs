namespace ConsoleHost;

/// <summary>A new folder that is removed at the end, so that every demo begins alike. It is created when it is first asked for, which Ctrl-C can end already.</summary>
internal sealed class FreshFolder : IDisposable
{
    private readonly Lazy<string> _path = new(() => Directory.CreateTempSubdirectory("carillon-demo-").FullName);

    public string Path => _path.Value;

    public void Dispose()
    {
        if (_path.IsValueCreated)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
