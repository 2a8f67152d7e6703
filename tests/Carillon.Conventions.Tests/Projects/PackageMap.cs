namespace Carillon.Conventions.Tests.Projects;

/// <summary>Which package may use which: references point towards <c>Carillon.Time</c>, and siblings never see each other.</summary>
public static class PackageMap
{
    private static readonly string[] Core = ["Carillon", "Carillon.Time"];
    private static readonly string[] Relational = [.. Core, "Carillon.EntityFrameworkCore"];
    private static readonly string[] Abstractions = ["NodaTime", "Microsoft.Extensions.*"];

    /// <summary>By project: the projects and the packages it may reference. A trailing <c>*</c> stands for any end.</summary>
    public static IReadOnlyDictionary<string, (string[] Projects, string[] Packages)> Allowed { get; } =
        new Dictionary<string, (string[], string[])>
        {
            ["Carillon.Time"] = ([], ["NodaTime"]),
            ["Carillon"] = (["Carillon.Time"], Abstractions),
            ["Carillon.EntityFrameworkCore"] = (Core, [.. Abstractions, "Microsoft.EntityFrameworkCore.Relational"]),
            ["Carillon.Sqlite"] =
                (Relational, [.. Abstractions, "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.Data.Sqlite*", "SQLitePCLRaw.*"]),
            ["Carillon.PostgreSql"] = (Relational, [.. Abstractions, "Npgsql", "Npgsql.EntityFrameworkCore.PostgreSQL"]),
            ["Carillon.Sessions"] = Pack(),
            ["Carillon.Meetings"] = Pack(),
            ["Carillon.Deductions"] = Pack(),
            ["Carillon.Conversations"] = Pack(),
            ["Carillon.Breakout"] = (Core, Abstractions),
            ["Carillon.Quartz"] = (Core, [.. Abstractions, "Quartz"]),
            ["Carillon.AspNetCore"] = (Core, [.. Abstractions, "Microsoft.AspNetCore.App", "Microsoft.AspNetCore.OpenApi"]),
            ["Carillon.CommandLine"] = (Core, [.. Abstractions, "System.CommandLine", "Spectre.Console"]),
            ["Carillon.Testing"] = (Core, Abstractions),
        };

    public static bool Permits(IEnumerable<string> patterns, string name) =>
        patterns.Any(pattern => pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern);

    private static (string[] Projects, string[] Packages) Pack() =>
        (Relational, [.. Abstractions, "Microsoft.EntityFrameworkCore.Relational"]);
}
