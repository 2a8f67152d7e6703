using System.Runtime.CompilerServices;
using Carillon.Sessions.Storage;
using Carillon.Tenancy;

namespace Carillon.Sessions.Operations;

/// <summary>Goes through all students of a tenant, page by page in key order.</summary>
internal sealed class StudentWalk(ITenantConnections connections)
{
    private const int PageSize = 500;

    public async IAsyncEnumerable<string> AllAsync(TenantId tenant, string? only, [EnumeratorCancellation] CancellationToken ct)
    {
        if (only is not null)
        {
            yield return only;
            yield break;
        }

        var page = await PageAsync(tenant, string.Empty, ct).ConfigureAwait(false);
        while (page.Count > 0)
        {
            foreach (var student in page)
            {
                yield return student;
            }

            page = await PageAsync(tenant, page[^1], ct).ConfigureAwait(false);
        }
    }

    private async ValueTask<List<string>> PageAsync(TenantId tenant, string after, CancellationToken ct)
    {
        var transaction = await connections.BeginAsync(tenant, TransactionMode.Read, ct).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            return await transaction.ReadStudentsAsync(after, PageSize, ct).ConfigureAwait(false);
        }
    }
}
