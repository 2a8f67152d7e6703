using Npgsql;
using NpgsqlTypes;

namespace Carillon.Benchmarks.AutoEnd;

/// <summary>How the source's statements are sent, and its three totals incremented.</summary>
internal sealed record SourceTotals(string Name, bool IsPrepared)
{
    /// <summary>
    /// As the document writes it: <c>firstOrNew</c> and save, a SELECT and then an INSERT or UPDATE, each statement planned when it is sent.
    /// (Its driver even takes three round trips for each, to prepare, run and drop it; here it is one.)
    /// </summary>
    public static SourceTotals AsWritten { get; } = new("source loop", IsPrepared: false);

    /// <summary>Better than the document: one upsert for each total, and every statement prepared once.</summary>
    public static SourceTotals Improved { get; } = new("source loop with upserts, prepared", IsPrepared: true);

    public SourceTotal Daily(NpgsqlConnection connection) => new(connection, "student_daily_study_times", "study_date", NpgsqlDbType.Date, IsPrepared);

    public SourceTotal History(NpgsqlConnection connection) => new(connection, "student_history_study_times", "id_history", NpgsqlDbType.Bigint, IsPrepared);

    public SourceTotal Contest(NpgsqlConnection connection) => new(connection, "student_contest_study_times", "id_contest", NpgsqlDbType.Bigint, IsPrepared);
}
