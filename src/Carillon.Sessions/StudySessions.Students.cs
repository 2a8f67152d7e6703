using Carillon.Sessions.Storage;
using Carillon.Tenancy;

namespace Carillon.Sessions;

public sealed partial class StudySessions
{
    /// <summary>Removes everything that is kept about a student.</summary>
    /// <returns>How many sessions were removed.</returns>
    public async ValueTask<int> EraseStudentAsync(TenantId tenant, string student, CancellationToken cancellationToken)
    {
        SessionText.Require(student);
        var transaction = await _connections.BeginAsync(tenant, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await transaction.LockStudentsAsync([student], cancellationToken).ConfigureAwait(false);
            var removed = await transaction.EraseAsync(student, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return removed;
        }
    }
}
