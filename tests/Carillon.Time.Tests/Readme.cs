using Carillon.TestSupport;

namespace Carillon.Time.Tests;

/// <summary>The README of the package.</summary>
internal static class Readme
{
    public static string Text { get; } =
        File.ReadAllText(Path.Combine(SharedFolder.Repository!, "src", "Carillon.Time", "README.md")).ReplaceLineEndings("\n");

    /// <summary>The rows of the table below a heading, without its head, cell by cell.</summary>
    public static IReadOnlyList<string[]> Table(string heading) =>
    [
        .. Text.Split('\n').SkipWhile(line => line.TrimStart('#', ' ') != heading).SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))
            .Skip(2).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    /// <summary>What stands between the first two backquotes of a cell.</summary>
    public static string Code(string cell) => cell.Split('`')[1];
}
