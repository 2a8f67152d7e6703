using System.Diagnostics;

namespace Carillon.Conventions.Tests.Reading;

/// <summary>The files of this repository that git tracks.</summary>
public static class RepositoryTree
{
    private static readonly Lazy<SourceTree> Loaded = new(Load);

    public static SourceTree Instance => Loaded.Value;

    private static SourceTree Load()
    {
        var root = Root();
        var tracked = Tracked(root).Where(path => File.Exists(Path.Combine(root, path)));
        return new SourceTree(tracked.Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(root, path)))));
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Library.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Library.sln above {AppContext.BaseDirectory}.");
    }

    private static string[] Tracked(string root)
    {
        // A checkout that belongs to another user is read all the same.
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "ls-files", "-z"])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0
            ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"git ls-files in {root} ended with {git.ExitCode}.");
    }
}
