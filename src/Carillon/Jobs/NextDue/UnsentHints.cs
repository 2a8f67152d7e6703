using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Hints that the control database did not take; kept until it does.</summary>
internal sealed class UnsentHints
{
    private readonly Lock _gate = new();
    private Dictionary<(TenantId Tenant, JobName Work), Instant> _hints = [];

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _hints.Count == 0;
            }
        }
    }

    public void Keep(IEnumerable<DueHint> hints)
    {
        lock (_gate)
        {
            foreach (var hint in hints)
            {
                var key = (hint.Tenant, hint.Work);
                _hints[key] = _hints.TryGetValue(key, out var known) ? Instant.Min(known, hint.Due) : hint.Due;
            }
        }
    }

    public IReadOnlyCollection<DueHint> Take()
    {
        lock (_gate)
        {
            var taken = _hints;
            _hints = [];
            return [.. taken.Select(h => new DueHint(h.Key.Tenant, h.Key.Work, h.Value))];
        }
    }
}
