using Carillon.Operations;
using Carillon.Sessions;
using Carillon.Tenancy;
using NodaTime;

namespace ConsoleHost;

/// <summary>Hands the lines of a study log to the service, as the clients would have done; the clock is each line's arrival.</summary>
internal sealed class LogFeed(StudySessions sessions, DemoClock clock, IDateTimeZoneProvider zones)
{
    private readonly ReplayEventParser _parser = new(zones, SessionPolicy.Default);

    /// <summary>Takes the log in. Lines of <paramref name="broken"/> tenants are passed over, and a tenant whose database fails becomes one; bad lines are told with file and line.</summary>
    /// <returns>The students of the log.</returns>
    public async Task<SortedSet<(TenantId Tenant, string Student)>> TakeAsync(
        FileInfo log, HashSet<TenantId> broken, OperationContext context, CancellationToken cancellationToken)
    {
        var students = new SortedSet<(TenantId Tenant, string Student)>();
        await using var stream = log.OpenRead();
        await foreach (var line in StudyLogReader.ReadAsync(stream, cancellationToken))
        {
            try
            {
                var text = line.Text ?? throw new FormatException(StudyLogLine.NotUtf8);
                if (!string.IsNullOrWhiteSpace(text) && _parser.Parse(text) is var read && TenantId.Parse(read.Tenant) is var tenant && !broken.Contains(tenant))
                {
                    var refusal = await TakeAsync(tenant, read, broken, context, cancellationToken);
                    if (refusal is not null)
                    {
                        context.Progress.Report(new($"{log}:{line.Number}: {refusal}", IsProblem: true));
                    }

                    students.Add((tenant, read.Student));
                }
            }
            catch (Exception e) when (e is FormatException or TenantNotFoundException)
            {
                context.Progress.Report(new($"{log}:{line.Number}: {e.Message}", IsProblem: true));
                context.Exit(OperationExitCode.BadInput);
            }
        }

        students.RemoveWhere(student => broken.Contains(student.Tenant));
        return students;
    }

    private async Task<string?> TakeAsync(TenantId tenant, ReplayEvent line, HashSet<TenantId> broken, OperationContext context, CancellationToken cancellationToken)
    {
        try
        {
            var outcomes = await AskAsync(tenant, line, cancellationToken);
            return outcomes.Select(line.RefusalOf).FirstOrDefault(refusal => refusal is not null);
        }
        catch (Exception e) when (e is not TenantNotFoundException && !cancellationToken.IsCancellationRequested)
        {
            broken.Add(tenant);
            context.Progress.Report(new($"  ✗ Tenant {tenant} failed: {e.Message}", IsProblem: true));
            context.Exit(OperationExitCode.Partial);
            return null;
        }
    }

    private async ValueTask<IEnumerable<SessionOutcome>> AskAsync(TenantId tenant, ReplayEvent line, CancellationToken cancellationToken)
    {
        var (student, request) = (line.Student, line.Request);
        clock.MoveTo(request.Stamp.ReceivedAt);
        var sent = new SentStamp(request.Stamp.SentAt, ReceivedAt: request.Stamp.ReceivedAt);
        switch (request)
        {
            case StartSession start:
                return [(await sessions.StartAsync(tenant, new StartStudy(student, start.ClientSessionId, sent, start.At, start.Subject, start.Zone.Id), cancellationToken)).Outcome];
            case SendBeats beats:
                return (await sessions.HeartbeatAsync(tenant, new StudyBeats(student, beats.ClientSessionId, sent, beats.Beats), cancellationToken)).Verdicts.Select(verdict => verdict.Outcome);
            default:
                var command = (SessionCommand)request;
                return [(await SendAsync(tenant, command.Kind, new StudyCommand(student, command.ClientSessionId, sent, command.At, command.Key), cancellationToken)).Outcome];
        }
    }

    private ValueTask<StudyReply> SendAsync(TenantId tenant, EvidenceKind kind, StudyCommand command, CancellationToken cancellationToken) => kind switch
    {
        EvidenceKind.Pause => sessions.PauseAsync(tenant, command, cancellationToken),
        EvidenceKind.Resume => sessions.ResumeAsync(tenant, command, cancellationToken),
        EvidenceKind.Submit => sessions.SubmitAsync(tenant, command, cancellationToken),
        _ => sessions.StopAsync(tenant, command, cancellationToken),
    };
}
