using Carillon.Operations;
using Carillon.Tenancy;

namespace Carillon.Sessions.Operations;

/// <summary>Tells about tenants in the order given, however they finish, so that the same work reads the same; what ends early waits for those before it.</summary>
internal sealed class TenantLines(IEnumerable<TenantId> order, IProgress<OperationProgress> progress)
{
    private readonly Lock _gate = new();
    private readonly Queue<TenantId> _order = new(order);
    private readonly Dictionary<TenantId, OperationProgress> _waiting = [];

    /// <summary>What became of a tenant.</summary>
    public void Tell(TenantId tenant, string line, bool isProblem = false)
    {
        lock (_gate)
        {
            _waiting[tenant] = new(line, isProblem);
            while (_order.TryPeek(out var next) && _waiting.Remove(next, out var known))
            {
                _order.Dequeue();
                Report(next, known);
            }
        }
    }

    /// <summary>Tells what still waits for a tenant of which nothing came.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            foreach (var (tenant, line) in _waiting.OrderBy(share => share.Key))
            {
                Report(tenant, line);
            }

            _waiting.Clear();
        }
    }

    private void Report(TenantId tenant, OperationProgress line)
    {
        progress.Report(new($"Processing tenant: {tenant}"));
        progress.Report(line);
    }
}
