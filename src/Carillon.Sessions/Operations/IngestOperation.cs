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
        "sessions.ingest", OperationKind.Command, OperationScope.Tenant, "Take a study log into the tenant's database; taking it in again changes nothing.", RunAsync);

    private static async ValueTask<IngestReport> RunAsync(IngestInput input, OperationContext context, CancellationToken ct)
    {
        var tenant = context.Tenant!.Value;
        var study = context.Services.GetRequiredService<StudySessions>();
        var parser = new ReplayEventParser(context.Services.GetRequiredService<IDateTimeZoneProvider>(), SessionPolicy.Default);
        var log = new StudyLog(input.Log, context);
        var counts = new SortedDictionary<SessionOutcome, long>();
        var beats = new List<(long Number, ReplayEvent Line, StudyBeats Beats)>();
        var (number, others) = (0L, 0L);
        void Count(long at, ReplayEvent line, SessionOutcome outcome)
        {
            counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
            if (line.RefusalOf(outcome) is { } refusal)
            {
                log.Report(new(at, refusal, false));
            }
        }

        async ValueTask FlushAsync()
        {
            var replies = beats.Count == 0 ? [] : await study.HeartbeatAsync(tenant, [.. beats.Select(waiting => waiting.Beats)], ct).ConfigureAwait(false);
            foreach (var (waiting, reply) in beats.Zip(replies))
            {
                reply.Verdicts.ToList().ForEach(verdict => Count(waiting.Number, waiting.Line, verdict.Outcome));
            }

            beats.Clear();
        }

        await foreach (var line in log.LinesAsync(ct).ConfigureAwait(false))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || Read(parser, log, number, line) is not { } read)
            {
                continue;
            }

            if (read.Tenant != tenant.Value)
            {
                others++;
                continue;
            }

            var sent = new SentStamp(read.Request.Stamp.SentAt, null, read.Request.Stamp.ReceivedAt);
            if (read.Request is SendBeats sending)
            {
                beats.Add((number, read, new(read.Student, sending.ClientSessionId, sent, sending.Beats)));
            }

            if (beats.Count >= BatchSize || read.Request is not SendBeats)
            {
                await FlushAsync().ConfigureAwait(false);
            }

            if (read.Request is StartSession start)
            {
                Count(number, read, (await study.StartAsync(tenant, new(read.Student, start.ClientSessionId, sent, start.At, start.Subject, start.Zone.Id), ct).ConfigureAwait(false)).Outcome);
            }
            else if (read.Request is SessionCommand command)
            {
                Count(number, read, (await study.CommandAsync(tenant, new(read.Student, command.ClientSessionId, sent, command.At), command.Kind, ct).ConfigureAwait(false)).Outcome);
            }
        }

        await FlushAsync().ConfigureAwait(false);
        return new(counts.Values.Sum(), others, [.. counts.Select(count => new IngestOutcome(count.Key, count.Value))]);
    }

    private static ReplayEvent? Read(ReplayEventParser parser, StudyLog log, long number, string line)
    {
        try
        {
            return parser.Parse(line);
        }
        catch (FormatException error)
        {
            log.Report(new(number, error.Message, true));
            return null;
        }
    }
}
