using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Drives the runner by time: wakes at the earliest hint or occurrence, at a signal of this process, and at the safety poll.</summary>
internal sealed partial class RunnerLoop(
    IServiceProvider services, WakeSignal signal, IOptions<RunnerOptions> options, TimeProvider time, ILogger<RunnerLoop> logger) : BackgroundService
{
    // Null when it is off, and in a host without databases, which has no work to do: see DefinitionCheckValidator.
    private readonly RunnerCore? _core = options.Value.Mode == RunnerMode.Off || services.GetService<ITenantConnections>() is null
        ? null
        : services.GetRequiredService<RunnerCore>();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (_core is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(options.Value.DrainLimit.ToTimeSpan(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        await _core.DrainAsync(either.Token).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_core is null)
        {
            return;
        }

        // The host goes on starting; the first look may have to create databases.
        await Task.Yield();
        using var timer = new WakeTimer(time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var looked = time.GetTimestamp();
                signal.Take();
                var step = await _core.PumpAsync(stoppingToken).ConfigureAwait(false);
                await WaitAsync(timer, looked, step, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogBlind(error);
                await Task.Delay(options.Value.SafetyPoll.ToTimeSpan(), time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WaitAsync(WakeTimer timer, long looked, RunnerStep step, CancellationToken cancellationToken)
    {
        var deadline = At(looked, options.Value.SafetyPoll);
        if (step.Next is { } next)
        {
            deadline = Math.Min(deadline, At(looked, next - step.Now));
        }

        while (true)
        {
            var elapsed = timer.WaitUntilAsync(deadline);
            var raised = signal.WaitAsync();
            if (await Task.WhenAny(elapsed, raised).WaitAsync(cancellationToken).ConfigureAwait(false) == elapsed)
            {
                return;
            }

            // Signals for later only bring the deadline nearer; a look each would be a query per commit.
            var due = signal.Take() ?? Instant.MaxValue;
            if (due <= step.Now)
            {
                return;
            }

            if (due < step.Now + options.Value.SafetyPoll)
            {
                deadline = Math.Min(deadline, At(looked, due - step.Now));
            }
        }
    }

    private long At(long timestamp, Duration later) => timestamp + (long)(later.TotalSeconds * time.TimestampFrequency);
}
