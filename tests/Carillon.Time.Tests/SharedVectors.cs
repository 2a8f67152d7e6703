using System.Text.Json;
using Carillon.TestSupport;
using Xunit;

namespace Carillon.Time.Tests;

/// <summary>Test vectors that lie beside the repository; a test without them is skipped, saying why.</summary>
internal static class SharedVectors
{
    public static IReadOnlyList<JsonElement> Read(string file)
    {
        var path = Path.Combine(SharedFolder.FindOrSkip("vectors"), file);
        Assert.SkipUnless(File.Exists(path), $"The file ../shared/vectors/{file} beside the repository is not there");
        return [.. JsonElement.Parse(File.ReadAllText(path)).EnumerateArray()];
    }
}
