using Carillon.Benchmarks.Harness;
using Carillon.Benchmarks.Seeding;
using Carillon.Tenancy;
using NodaTime;
using Npgsql;

namespace Carillon.Benchmarks.AutoEnd;

/// <summary>The sweep over a tenant that is put back before each round.</summary>
internal sealed class SweepContestant
{
    private const int OtherStudents = 1_000;

    private const string Query =
        """
        SELECT
            (SELECT count(*) FROM study_session WHERE awaits = 2 AND ended_at = last_activity_at AND slot IS NULL AND starts_with(student, 'student-')),
            (SELECT count(*) FROM study_span WHERE starts_with(student, 'student-')),
            (SELECT count(*) FROM study_total WHERE kind = 0 AND starts_with(student, 'student-')),
            (SELECT count(DISTINCT message_key) FROM carillon_outbox WHERE topic = 'sessions.session-ended' AND starts_with(subject, 'student-')),
            (SELECT count(DISTINCT message_key) FROM carillon_outbox WHERE topic = 'sessions.day-total-changed' AND starts_with(subject, 'student-'))
        """;

    private SweepContestant(Contestant contestant) => Contestant = contestant;

    public Contestant Contestant { get; }

    public static async Task<SweepContestant> CreateAsync(StudyHost host, int count, Duration study, int beats, CancellationToken cancellationToken)
    {
        var tenant = (await host.AddTenantAsync("school", cancellationToken)).Id;

        // Others have studied the day before: plans made on empty tables would scan them for good.
        await new Pupils(host, tenant, "other", OtherStudents).StudyAndFallSilentAsync(Duration.FromDays(1), study, beats, cancellationToken);
        await host.SweepAsync(tenant, cancellationToken);
        await new Pupils(host, tenant, "student", count).StudyAndFallSilentAsync(Duration.FromMinutes(40), study, beats, cancellationToken);
        var source = await host.OpenAsync(tenant, cancellationToken);
        var snapshot = new TableSnapshot(source);
        await snapshot.TakeAsync(cancellationToken);
        return new(new("sessions.auto-end", snapshot.RestoreAsync, ct => SweepAsync(host, tenant, count, ct), ct => CheckAsync(source, count, ct)));
    }

    private static async Task SweepAsync(StudyHost host, TenantId tenant, int count, CancellationToken cancellationToken)
    {
        var report = await host.SweepAsync(tenant, cancellationToken);
        Verify.Equal([count, 0], [report.Counts.Acted, report.Counts.Due - report.Counts.Acted], "the report of the sweep");
    }

    private static async Task CheckAsync(NpgsqlDataSource source, int count, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await Verify.CountsAsync(connection, Query, cancellationToken, count, count, count, count, count);
        await using var sums = new NpgsqlCommand(
            "SELECT kind, sum(micros), (SELECT sum(extract(epoch FROM to_at - from_at) * 1000000) FROM study_span) FROM study_total GROUP BY kind", connection);
        await using var reader = await sums.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            Verify.Equal([(long)reader.GetDecimal(2)], [(long)reader.GetDecimal(1)], $"the totals of kind {reader.GetInt32(0)}");
        }
    }
}
