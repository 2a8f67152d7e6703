using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>The stored totals.</summary>
internal static class TotalStatements
{
    /// <summary>The totals of students on days, those of zero included.</summary>
    public static async ValueTask<List<TotalRow>> ReadTotalsAsync(
        this TenantTransaction tx, IReadOnlyCollection<(string Student, LocalDate Date)> days, CancellationToken ct)
    {
        if (days.Count == 0)
        {
            return [];
        }

        var rows = RowSet.Of(days, c => c.Column("student", d => d.Student).Column("date", d => d.Date));
        return await tx.QueryAsync(
            $"""
             SELECT t.student, t.date, t.kind, t.key, t.micros, t.version FROM {rows:r}
             JOIN study_total AS t ON t.tenant_id = {tx.Tenant} AND t.student = r.student AND t.date = r.date
             """,
            TotalRow.Reader(tx.Tenant),
            ct).ConfigureAwait(false);
    }

    /// <summary>All totals of a student, those of zero included.</summary>
    public static ValueTask<List<TotalRow>> ReadTotalsAsync(this TenantTransaction tx, string student, CancellationToken ct) => tx.QueryAsync(
        $"SELECT student, date, kind, key, micros, version FROM study_total WHERE tenant_id = {tx.Tenant} AND student = {student}",
        TotalRow.Reader(tx.Tenant),
        ct);

    /// <summary>Writes totals over what was there. The students are locked.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="totals">The totals.</param>
    /// <param name="areNew">Whether most likely none is there yet.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>What changed, with the version that it got: above the one before, and at least the one that it came with.</returns>
    public static async ValueTask<List<TotalRow>> WriteTotalsAsync(
        this TenantTransaction tx, IReadOnlyCollection<TotalRow> totals, bool areNew, CancellationToken ct)
    {
        if (totals.Count == 0)
        {
            return [];
        }

        SqlText over = new(
            $"""
             ON CONFLICT (tenant_id, student, date, kind, key) DO UPDATE SET
                 micros = excluded.micros, version = {tx.Dialect().Greatest}(study_total.version + 1, excluded.version)
             WHERE study_total.micros <> excluded.micros
             """);
        return areNew
            ? await tx.ExpectNewAsync(onConflict => tx.InsertTotalsAsync(totals, onConflict, ct), over, ct).ConfigureAwait(false)
            : await tx.InsertTotalsAsync(totals, over, ct).ConfigureAwait(false);
    }

    private static ValueTask<List<TotalRow>> InsertTotalsAsync(
        this TenantTransaction tx, IReadOnlyCollection<TotalRow> totals, SqlText onConflict, CancellationToken ct)
    {
        var rows = RowSet.Of(totals, c => c
            .Column("student", t => t.Student).Column("date", t => t.Date).Column("kind", t => t.Kind).Column("key", t => t.Key)
            .Column("micros", t => t.Micros).Column("version", t => t.Version));
        return tx.QueryAsync(
            $"""
             INSERT INTO study_total (tenant_id, student, date, kind, key, micros, version)
             SELECT {tx.Tenant}, r.student, r.date, r.kind, r.key, r.micros, r.version FROM {rows:r} WHERE 1 = 1
             {onConflict}
             RETURNING student, date, kind, key, micros, version
             """,
            TotalRow.Reader(tx.Tenant),
            ct);
    }
}
