using Xunit;

namespace Carillon.TestSupport;

/// <summary>
/// Larger test data in a folder <c>shared</c> beside the repository. It is optional: a test that wants it skips without it,
/// also when skips for want of a server are forbidden.
/// </summary>
public static class SharedFolder
{
    /// <summary>The full path of <c>../shared/{name}</c>, or <see langword="null"/> when it is not there.</summary>
    /// <param name="name">A folder name, such as <c>vectors</c>.</param>
    public static string? TryFind(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Library.sln")))
            {
                var found = Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared", name);
                return Directory.Exists(found) ? found : null;
            }
        }

        return null;
    }

    /// <summary>As <see cref="TryFind"/>, but skips the calling test when the folder is not there.</summary>
    /// <param name="name">A folder name, such as <c>vectors</c>.</param>
    public static string FindOrSkip(string name)
    {
        var found = TryFind(name);
        Assert.SkipWhen(found is null, $"The folder ../shared/{name} beside the repository is not there");
        return found!;
    }
}
