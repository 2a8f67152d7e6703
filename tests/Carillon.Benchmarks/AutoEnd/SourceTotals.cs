using Npgsql;
using NpgsqlTypes;

namespace Carillon.Benchmarks.AutoEnd;

/// <summary>How the source's three totals are incremented.</summary>
internal sealed record SourceTotals(string Name, bool Upsert)
{
    /// <summary>As the document writes it: <c>firstOrNew</c> and save, a SELECT and then an INSERT or UPDATE.</summary>
    public static SourceTotals AsWritten { get; } = new("source loop", Upsert: false);

    /// <summary>Better than the document: one upsert for each total.</summary>
    public static SourceTotals Improved { get; } = new("source loop with upserts", Upsert: true);

    public SourceTotal Daily(NpgsqlConnection connection) => new(connection, "student_daily_study_times", "study_date", NpgsqlDbType.Date, Upsert);

    public SourceTotal History(NpgsqlConnection connection) => new(connection, "student_history_study_times", "id_history", NpgsqlDbType.Bigint, Upsert);

    public SourceTotal Contest(NpgsqlConnection connection) => new(connection, "student_contest_study_times", "id_contest", NpgsqlDbType.Bigint, Upsert);
}
