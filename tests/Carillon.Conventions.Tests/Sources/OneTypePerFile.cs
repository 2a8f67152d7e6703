using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Sources;

/// <summary>A file holds at most one public type and is called like the type: <c>X.cs</c>, <c>X.Topic.cs</c>, <c>X{T}.cs</c>.</summary>
public sealed class OneTypePerFile : IConvention
{
    public IEnumerable<string> Violations(SourceTree tree)
    {
        foreach (var file in tree.Shipped)
        {
            var types = file.Types.Where(type => type.IsTopLevel).ToList();
            var shown = types.Where(type => type.IsPublic).Select(type => type.Name).Distinct().ToList();
            if (shown.Count > 1)
            {
                yield return $"{file.Path}: holds {string.Join(" and ", shown)}";
            }
            else if (types.Count > 0 && !(shown.Count > 0 ? shown : types.Select(type => type.Name)).Contains(file.Stem))
            {
                yield return $"{file.Path}: should be called {(shown.Count > 0 ? shown[0] : types[0].Name)}.cs";
            }
        }
    }
}
