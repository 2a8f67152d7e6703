using Carillon.TestSupport;

namespace Carillon.Readme.Tests;

/// <summary>Makes a new empty folder the current one, as where somebody tries an example out. Tests of this project run one by one.</summary>
internal sealed class WorkingFolder : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly TemporaryFolder _folder = new();

    public WorkingFolder() => Environment.CurrentDirectory = _folder.Path;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
    }
}
