using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Sources;

/// <summary>A name says what a type is; an ending that fits any type says nothing.</summary>
public sealed class TypeNames : IConvention
{
    private static readonly string[] Endings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Base", "Impl"];

    public IEnumerable<string> Violations(SourceTree tree) =>
        from file in tree.CSharp
        from type in file.Types
        let ending = Endings.FirstOrDefault(ending => type.Name.EndsWith(ending, StringComparison.Ordinal))
        where ending is not null
        select $"{file.Line(type.Line)}: {type.Name} ends in {ending}";
}
