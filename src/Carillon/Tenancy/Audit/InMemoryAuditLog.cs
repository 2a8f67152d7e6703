using Carillon.Time;
using NodaTime;

namespace Carillon.Tenancy;

/// <summary>An audit log in memory: for tests and demos. It is gone with its process.</summary>
public sealed class InMemoryAuditLog(IClock clock) : IAuditLog
{
    private readonly Lock _gate = new();
    private readonly List<AuditEntry> _entries = [];

    /// <inheritdoc />
    public ValueTask AppendAsync(AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);
        lock (_gate)
        {
            _entries.Add(new(clock.GetCurrentInstant().TruncateToMicroseconds(), Guid.CreateVersion7(), note));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<AuditEntry>>(
                [.. _entries.Where(query.Includes).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(query.Limit)]);
        }
    }
}
