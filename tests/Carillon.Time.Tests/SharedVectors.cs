using System.Text.Json;
using Xunit;

namespace Carillon.Time.Tests;

/// <summary>Test vectors that lie beside the repository; a test without them is skipped, saying why.</summary>
internal static class SharedVectors
{
    public static IReadOnlyList<JsonElement> Read(string file)
    {
        var path = Find(file);
        Assert.SkipWhen(path is null, $"The vectors shared/vectors/{file} do not lie beside the repository.");
        return JsonElement.Parse(File.ReadAllText(path!)).EnumerateArray().ToList();
    }

    private static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Library.sln")) && folder.Parent is { } beside)
            {
                var path = Path.Combine(beside.FullName, "shared", "vectors", file);
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }
}
