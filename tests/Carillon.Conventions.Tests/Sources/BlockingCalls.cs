using System.Text.RegularExpressions;
using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Sources;

/// <summary>Nothing waits for a task by blocking its thread.</summary>
public sealed partial class BlockingCalls : IConvention
{
    public IEnumerable<string> Violations(SourceTree tree) =>
        from file in tree.Shipped
        from match in Call().Matches(file.Code)
        select $"{file.At(match.Index)}: blocks with {match.Value.Trim()}";

    [GeneratedRegex("""\.Result\b(?!\s*(?:\(|\{|=[^=]))|\.Wait(?:All|Any)?\s*\(|\.GetAwaiter\s*\(\s*\)\s*\.\s*GetResult\s*\(""")]
    private static partial Regex Call();
}
