using Carillon.Tenancy;
using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>Computes totals from the stored study time; the only writer of totals.</summary>
internal sealed class TotalsProjection(PolicyStore policies, SessionLoader loader)
{
    // As far as every database can tell instants apart.
    private static readonly Interval Always = new(Instant.FromUtc(1, 1, 3, 0, 0), Instant.FromUtc(9998, 1, 1, 0, 0));

    /// <summary>Brings the totals of the touched days in line with the spans. The students are locked.</summary>
    /// <returns>The totals that changed.</returns>
    public async ValueTask<List<TotalRow>> RefreshAsync(TenantTransaction tx, IEnumerable<TouchedDays> students, Instant now, CancellationToken ct)
    {
        var touched = students.Where(student => student.Dates.Count > 0).OrderBy(student => student.Student, StringComparer.Ordinal).ToList();
        if (touched.Count == 0)
        {
            return [];
        }

        var byStudent = (await tx.ReadSpansAsync([.. touched.Select(student => (student.Student, student.Window, student.Own?.SessionId))], ct).ConfigureAwait(false))
            .ToLookup(span => span.Student);
        var credits = new Dictionary<string, (List<SessionCredit> Known, bool IsComplete)>(StringComparer.Ordinal);
        foreach (var student in touched)
        {
            var (known, isComplete) = await CreditsAsync(tx, byStudent[student.Student], ct).ConfigureAwait(false);
            if (student.Own is { } own)
            {
                known.Add(own.Credit);
            }

            credits.Add(student.Student, (known, isComplete));
        }

        // What is stored matters only where a total can have lost all of its time: to a session that took it over, or to one that was cut,
        // or to one that cannot be read.
        var reduced = touched.Where(student => student.IsReplaced || credits[student.Student] is not { Known.Count: <= 1, IsComplete: true });
        var stored = (await tx.ReadTotalsAsync([.. reduced.SelectMany(student => student.Dates.Select(date => (student.Student, date)))], ct).ConfigureAwait(false))
            .ToLookup(row => row.Student);
        var rows = touched.SelectMany(student => Rows(tx.Tenant, student, credits[student.Student], stored[student.Student], now)).ToList();
        return await tx.WriteTotalsAsync(rows.ConvertAll(row => row.Row), areNew: !rows.Exists(row => row.IsStored), ct).ConfigureAwait(false);
    }

    /// <summary>Every day on which a student has study time or a total; not complete where a session cannot be read, which is told.</summary>
    public async ValueTask<(TouchedDays Days, bool IsComplete)> AllDaysAsync(TenantTransaction tx, string student, CancellationToken ct)
    {
        var spans = await tx.ReadSpansAsync([(student, Always, null)], ct).ConfigureAwait(false);
        var days = new TouchedDays(student) { IsReplaced = true };
        var (known, isComplete) = await CreditsAsync(tx, spans, ct).ConfigureAwait(false);
        foreach (var credit in known)
        {
            days.Add(credit.Spans, credit.Zone);
        }

        days.Dates.UnionWith((await tx.ReadTotalsAsync(student, ct).ConfigureAwait(false)).Select(total => total.Date));
        return (days, isComplete);
    }

    /// <summary>Spans of one student as credits, one for each part; not complete where a session cannot be read, which is told.</summary>
    public async ValueTask<(List<SessionCredit> Known, bool IsComplete)> CreditsAsync(TenantTransaction tx, IEnumerable<CreditRow> spans, CancellationToken ct)
    {
        var (known, isComplete) = (new List<SessionCredit>(), true);
        foreach (var part in spans.GroupBy(span => (span.SessionId, span.Part)))
        {
            var row = part.First();
            try
            {
                var policy = await policies.GetAsync(tx, row.Policy, row.PolicyVersion, ct).ConfigureAwait(false);
                var zone = loader.Zone(row.SessionId, row.ZoneId);
                var id = SessionPart.ReportedId(row.ClientSessionId, row.Part);
                known.Add(new(id, row.StartedAt, row.Subject, row.Contest, zone, policy.Attribution, IntervalSet.Of(part.Select(span => span.Span))));
            }
            catch (InvalidDataException problem)
            {
                isComplete = false;
                loader.Tell(tx, problem);
            }
        }

        return (known, isComplete);
    }

    /// <summary>Totals over those of before, which do not fall: a look that missed a session proves that much study, not that there was no more.</summary>
    public static Dictionary<TotalKey, Duration> Over(IEnumerable<KeyValuePair<TotalKey, Duration>> before, IEnumerable<KeyValuePair<TotalKey, Duration>> totals) =>
        before.Concat(totals).GroupBy(total => total.Key, total => total.Value).ToDictionary(total => total.Key, total => total.Max());

    private static IEnumerable<(TotalRow Row, bool IsStored)> Rows(
        TenantId tenant, TouchedDays student, (List<SessionCredit> Known, bool IsComplete) credits, IEnumerable<TotalRow> stored, Instant now)
    {
        var before = stored.ToDictionary(row => row.TotalKey, row => row.Micros);
        var touched = StudentTotals.Days(credits.Known).Where(total => student.Dates.Contains(total.Key.Date!.Value));
        var totals = credits.IsComplete ? touched.ToDictionary() : Over(before, touched);
        foreach (var key in totals.Keys.Union(before.Keys))
        {
            var total = totals.GetValueOrDefault(key, Duration.Zero);
            var isStored = before.TryGetValue(key, out var known);
            if (!isStored || known != total)
            {
                yield return (new()
                {
                    TenantId = tenant,
                    Student = student.Student,
                    Date = key.Date!.Value,
                    Kind = key.Kind,
                    Key = key.Key,
                    Micros = total,
                    Version = now.ToUnixTimeMicroseconds(),
                }, isStored);
            }
        }
    }
}
