using System.Data.Common;

namespace Carillon.Testing.Faults;

/// <summary>How a statement is shown.</summary>
internal static class Sql
{
    public static string FirstLine(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");

    public static string FirstLine(DbBatchCommandCollection commands) => commands switch
    {
        [] => "empty batch",
        [var only] => FirstLine(only.CommandText),
        [var first, ..] => $"{FirstLine(first.CommandText)} (and {commands.Count - 1} more)",
    };
}
