using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests;

/// <summary>One rule over a tree of tracked files.</summary>
public interface IConvention
{
    /// <summary>One sentence for each place that breaks the rule; it begins with the path.</summary>
    IEnumerable<string> Violations(SourceTree tree);
}
