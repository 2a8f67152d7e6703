using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Sources;

/// <summary>A shipped file that passes 300 lines is missing a noun.</summary>
public sealed class FileLength : IConvention
{
    private const int Limit = 300;

    public IEnumerable<string> Violations(SourceTree tree) =>
        from file in tree.Shipped
        let lines = file.Text.AsSpan().TrimEnd().Count('\n') + 1
        where lines > Limit
        select $"{file.Path}: {lines} lines, more than {Limit}";
}
