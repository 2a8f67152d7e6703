using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Sources;

/// <summary>A class is sealed, static or abstract: inheritance is designed or absent.</summary>
public sealed class SealedTypes : IConvention
{
    private static readonly string[] Decided = ["sealed", "static", "abstract"];

    /// <summary>Classes that stay open, by <c>project/type</c>, each with its reason.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["Carillon/DatabaseTransaction"] = "The unit of work on the control database; TenantTransaction is the same with a tenant.",
        ["Carillon/SweepItem"] = "A sweep derives its own, to settle what it has read with the lock.",
    };

    public IEnumerable<string> Violations(SourceTree tree)
    {
        var classes =
            from file in tree.Shipped
            from type in file.Types
            where type.IsClass
            group (Place: file.Line(type.Line), Type: type) by $"{file.Project}/{type.Name}";

        // One part of a partial class decides for all of them; a whole class decides for itself.
        return from parts in classes
               where !Open.ContainsKey(parts.Key)
               from part in parts
               where !IsDecided(part.Type)
               where !part.Type.Modifiers.Contains("partial") || !parts.Any(other => other.Type.Modifiers.Contains("partial") && IsDecided(other.Type))
               select $"{part.Place}: {part.Type.Name} is neither sealed nor static nor abstract";
    }

    private static bool IsDecided(TypeDeclaration type) => type.Modifiers.Intersect(Decided).Any();
}
