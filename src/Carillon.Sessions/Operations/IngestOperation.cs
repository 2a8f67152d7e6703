using System.ComponentModel;
using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Sessions.Operations;

internal static class IngestOperation
{
    private const int BatchSize = 500;

    public static CarillonBuilder AddIngestOperation(this CarillonBuilder builder) => builder.AddOperation<IngestInput, IngestReport>(
        "sessions.ingest", OperationKind.Command, OperationScope.Tenant, "Takes a study log into the tenant's database; taking it in again changes nothing.", RunAsync);

    private static async ValueTask<IngestReport> RunAsync(IngestInput input, OperationContext context, CancellationToken ct)
    {
        var tenant = context.Tenant!.Value;
        var study = context.Services.GetRequiredService<StudySessions>();
        var parser = new ReplayEventParser(context.Services.GetRequiredService<IDateTimeZoneProvider>(), SessionPolicy.Default);
        var log = new StudyLog(input.Log, context);
        var counts = new SortedDictionary<SessionOutcome, long>();
        var beats = new List<StudyBeats>();
        var number = 0L;
        void Count(SessionOutcome outcome) => counts[outcome] = counts.GetValueOrDefault(outcome) + 1;

        async ValueTask FlushAsync()
        {
            var replies = beats.Count == 0 ? [] : await study.HeartbeatAsync(tenant, beats, ct).ConfigureAwait(false);
            replies.SelectMany(reply => reply.Verdicts).ToList().ForEach(verdict => Count(verdict.Outcome));
            beats.Clear();
        }

        await foreach (var line in log.LinesAsync(ct).ConfigureAwait(false))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || Read(parser, log, tenant, number, line) is not { } read)
            {
                continue;
            }

            var sent = new SentStamp(read.Request.Stamp.SentAt, null, read.Request.Stamp.ReceivedAt);
            if (read.Request is SendBeats sending)
            {
                beats.Add(new(read.Student, sending.ClientSessionId, sent, sending.Beats));
            }

            if (beats.Count >= BatchSize || read.Request is not SendBeats)
            {
                await FlushAsync().ConfigureAwait(false);
            }

            if (read.Request is StartSession start)
            {
                Count((await study.StartAsync(tenant, new(read.Student, start.ClientSessionId, sent, start.At, start.Subject, start.Zone.Id), ct).ConfigureAwait(false)).Outcome);
            }
            else if (read.Request is SessionCommand command)
            {
                Count((await study.CommandAsync(tenant, new(read.Student, command.ClientSessionId, sent, command.At), command.Kind, ct).ConfigureAwait(false)).Outcome);
            }
        }

        await FlushAsync().ConfigureAwait(false);
        return new(counts.Values.Sum(), [.. counts.Select(count => new IngestOutcome(count.Key, count.Value))]);
    }

    private static ReplayEvent? Read(ReplayEventParser parser, StudyLog log, TenantId tenant, long number, string line)
    {
        try
        {
            var read = parser.Parse(line);
            if (TenantId.TryParse(read.Tenant, out var named) && named == tenant)
            {
                return read;
            }

            log.Report(new(number, $"tenant '{Printable.Clip(read.Tenant)}' is not '{tenant}'", true));
        }
        catch (FormatException error)
        {
            log.Report(new(number, error.Message, true));
        }

        return null;
    }
}
