using Carillon.Tenancy;
using Carillon.Time;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Schedules in memory, for tests and for hosts without a database.</summary>
public sealed class InMemoryScheduleStore(IClock clock, InMemoryRunStore runs) : IScheduleStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(TenantId Tenant, string ScheduleId), ScheduleRow> _rows = [];

    /// <inheritdoc />
    public ValueTask EnsureAsync(IReadOnlyCollection<ScheduleSeed> seeds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        lock (_gate)
        {
            foreach (var seed in seeds)
            {
                var row = _rows.GetValueOrDefault((seed.Tenant, seed.ScheduleId));
                if (row is null || row.Definition != seed.Definition || row.Every != seed.Every)
                {
                    _rows[(seed.Tenant, seed.ScheduleId)] = ScheduleRow.Start(seed, Now(), (row?.Version ?? 0) + 1);
                }
            }

            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc />
    public ValueTask<ScheduleRows> ListAsync(IReadOnlyCollection<JobName> known, Duration ahead, TenantId? tenant, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = Now();
            var rows = _rows.Values
                .Where(r => r.NextAt <= now + ahead && known.Contains(r.Definition) && (tenant is null || r.Tenant == tenant))
                .OrderBy(r => r.NextAt).ThenBy(r => r.Tenant).ThenBy(r => r.ScheduleId, StringComparer.Ordinal)
                .Take(limit)
                .ToList();
            return ValueTask.FromResult(new ScheduleRows(now, rows));
        }
    }

    /// <inheritdoc />
    public ValueTask<RunInsertion> AdvanceAsync(ScheduleRow row, Instant? nextAt, JobRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(run);
        lock (_gate)
        {
            if (!_rows.TryGetValue((row.Tenant, row.ScheduleId), out var current) || current.Version != row.Version)
            {
                return ValueTask.FromResult(RunInsertion.LostRace);
            }

            _rows[(row.Tenant, row.ScheduleId)] = current with { NextAt = nextAt, Version = current.Version + 1 };
            return ValueTask.FromResult(runs.Insert(run));
        }
    }

    private Instant Now() => clock.GetCurrentInstant().TruncateToMicroseconds();
}
