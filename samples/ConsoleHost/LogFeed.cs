using Carillon.Operations;
using Carillon.Sessions;
using Carillon.Tenancy;
using NodaTime;

namespace ConsoleHost;

/// <summary>Hands the lines of a study log to the service, as the clients would have done; the clock is each line's arrival.</summary>
internal sealed class LogFeed(StudySessions sessions, ITenantCatalog tenants, DemoClock clock, IDateTimeZoneProvider zones)
{
    private readonly ReplayEventParser _parser = new(zones, SessionPolicy.Default);

    /// <summary>Takes the log in. Bad lines are told with file and line; a tenant that fails is told once and left out.</summary>
    /// <returns>The students of the log.</returns>
    public async Task<SortedSet<(TenantId Tenant, string Student)>> TakeAsync(FileInfo log, OperationContext context, CancellationToken ct)
    {
        var students = new SortedSet<(TenantId, string)>();
        var failed = new HashSet<TenantId>();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(log.FullName, ct))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var read = _parser.Parse(line);
                var tenant = TenantId.Parse(read.Tenant);
                clock.MoveTo(read.Request.Stamp.ReceivedAt);
                if (!failed.Contains(tenant) && !await TakeAsync(tenant, read, context, ct))
                {
                    failed.Add(tenant);
                }

                students.Add((tenant, read.Student));
            }
            catch (Exception e) when (e is FormatException or TenantNotFoundException)
            {
                context.Progress.Report(new($"{log}:{number}: {e.Message}", IsProblem: true));
                context.Exit(OperationExitCode.BadInput);
            }
        }

        students.RemoveWhere(s => failed.Contains(s.Item1));
        return students;
    }
}
