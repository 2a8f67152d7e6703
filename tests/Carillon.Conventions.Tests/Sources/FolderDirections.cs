using System.Text.RegularExpressions;
using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Sources;

/// <summary>Inside <c>src/Carillon</c>: Tenancy uses no other folder, Scheduling the Operations it offers, Jobs may use all, the others use Tenancy only.</summary>
public sealed partial class FolderDirections : IConvention
{
    private static readonly string[] Folders = ["Tenancy", "Locking", "Jobs", "Outbox", "Ledger", "Notifications", "Operations", "Scheduling"];

    public IEnumerable<string> Violations(SourceTree tree)
    {
        var files = tree.Shipped.Where(file => file.Project == "Carillon").ToList();
        var types = DeclaredTypes(files);
        foreach (var file in files)
        {
            foreach (Match global in GlobalUsing().Matches(file.Code))
            {
                yield return $"{file.At(global.Index)}: a global using hides the direction between folders";
            }

            var own = file.Folders is [var first, ..] ? first : null;
            if (own is null or "Jobs" || !Folders.Contains(own))
            {
                continue;
            }

            foreach (Match match in Use().Matches(file.Code))
            {
                var used = match.Groups["folder"].Value;
                var isType = match.Groups["root"].Success || types.Contains((used, match.Groups["type"].Value));
                if (isType && Folders.Contains(used) && used != own && used != UsedBy(own))
                {
                    yield return $"{file.At(match.Index)}: {own} may not use {used}";
                }
            }
        }
    }

    private static string? UsedBy(string folder) => folder switch
    {
        "Tenancy" => null,
        "Scheduling" => "Operations",
        _ => "Tenancy",
    };

    private static HashSet<(string Folder, string Type)> DeclaredTypes(IEnumerable<SourceFile> files) =>
        [.. from file in files where file.Folders.Count > 0 from type in file.Types select (file.Folders[0], type.Name)];

    // "Jobs.Count" may well be a property; without the root it counts only when the folder declares the type.
    [GeneratedRegex("""(?<![\w.])(?:global::)?(?<root>Carillon\.)?(?<folder>[A-Z]\w*)(?:\.(?<type>\w+))?""")]
    private static partial Regex Use();

    [GeneratedRegex("""\bglobal\s+using\s+(static\s+)?Carillon\b""")]
    private static partial Regex GlobalUsing();
}
