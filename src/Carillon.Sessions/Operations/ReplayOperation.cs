using System.ComponentModel;
using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Sessions.Operations;

internal static class ReplayOperation
{
    public static CarillonBuilder AddReplayOperation(this CarillonBuilder builder) => builder.AddOperation<ReplayInput, ReplayReport>(
        "sessions.replay", OperationKind.Query, OperationScope.Installation, "Replay a study log without any database.", RunAsync);

    private static async ValueTask<ReplayReport> RunAsync(ReplayInput input, OperationContext context, CancellationToken ct)
    {
        var policy = input.Timeout is { } timeout ? SessionPolicy.Default.WithIdleTimeout(timeout) : SessionPolicy.Default;
        var replay = new SessionReplay(policy, context.Services.GetRequiredService<IDateTimeZoneProvider>(), input.Until);
        var log = new StudyLog(input.Log, context);
        await foreach (var line in log.LinesAsync(ct).ConfigureAwait(false))
        {
            if (replay.Take(line) is { } problem)
            {
                log.Report(problem);
            }
        }

        return replay.Report();
    }
}
