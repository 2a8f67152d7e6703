using Xunit;

namespace Carillon.TestSupport;

/// <summary>
/// Larger test data in a folder <c>shared</c> beside the repository. It is optional: a test that wants it skips without it,
/// also when skips for want of a server are forbidden.
/// </summary>
public static class SharedFolder
{
    /// <summary>The root of the repository that this test was built in, or <see langword="null"/> when it runs elsewhere.</summary>
    public static string? Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Library.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName;
        }
    }

    /// <summary>The full path of <c>../shared/{name}</c>, or <see langword="null"/> when it is not there.</summary>
    /// <param name="name">A folder name, such as <c>vectors</c>.</param>
    public static string? TryFind(string name) =>
        Repository is { } root && Path.Combine(root, "..", "shared", name) is var found && Directory.Exists(found) ? Path.GetFullPath(found) : null;

    /// <summary>As <see cref="TryFind"/>, but skips the calling test when the folder is not there.</summary>
    /// <param name="name">A folder name, such as <c>vectors</c>.</param>
    public static string FindOrSkip(string name)
    {
        var found = TryFind(name);
        Assert.SkipWhen(found is null, $"The folder ../shared/{name} beside the repository is not there");
        return found!;
    }
}
