using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Repository;

/// <summary>Folders are words of the domain, not kinds of code.</summary>
public sealed class FolderNames : IConvention
{
    private static readonly string[] Kinds = ["Interfaces", "Models", "Helpers", "Managers", "Utilities", "Utils", "Enums"];

    public IEnumerable<string> Violations(SourceTree tree) =>
        from folder in tree.Files.Select(file => string.Join('/', file.Segments.SkipLast(1))).Distinct()
        let kind = folder.Split('/').Intersect(Kinds, StringComparer.OrdinalIgnoreCase).FirstOrDefault()
        where kind is not null
        select $"{folder}: {kind} names a kind of code";
}
