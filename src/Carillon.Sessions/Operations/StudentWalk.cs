using System.Data.Common;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Carillon.Operations;
using Carillon.Sessions.Storage;
using Carillon.Tenancy;

namespace Carillon.Sessions.Operations;

/// <summary>Goes through all students of a tenant, page by page in key order.</summary>
internal sealed class StudentWalk(ITenantConnections connections, IEnumerable<DatabaseProvider> providers)
{
    private const int PageSize = 500;

    /// <summary>Does something for each student. A student for whom it fails is told and costs the others nothing; outages end the walk.</summary>
    /// <param name="context">Names the tenant and is told.</param>
    /// <param name="only">Only this student; null means all.</param>
    /// <param name="visit">What to do. It answers whether all of the student's sessions could be read.</param>
    /// <param name="ct">Ends the walk.</param>
    public async ValueTask VisitAsync(OperationContext context, string? only, Func<string, ValueTask<bool>> visit, CancellationToken ct)
    {
        await foreach (var student in AllAsync(context.Tenant!.Value, only, ct).ConfigureAwait(false))
        {
            try
            {
                if (!await visit(student).ConfigureAwait(false))
                {
                    Tell(context, student, "has sessions that cannot be read; they are as they were");
                }
            }
            catch (Exception error) when (only is null && !IsOutage(error))
            {
                Tell(context, student, $"failed: {error.Message}");
            }
        }
    }

    private static void Tell(OperationContext context, string student, string problem)
    {
        context.Progress.Report(new($"Student '{Printable.Clip(student)}' {problem}", IsProblem: true));
        context.Exit(OperationExitCode.Partial);
    }

    private bool IsOutage(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is OperationCanceledException or IOException or SocketException or TimeoutException or OutOfMemoryException
                or TenantNotFoundException or TenantNotActiveException or WrongTenantDatabaseException or ConnectionBudgetExceededException
                || (cause is DbException failure && providers.Any(provider => provider.IsOutage(failure))))
            {
                return true;
            }
        }

        return false;
    }

    private async IAsyncEnumerable<string> AllAsync(TenantId tenant, string? only, [EnumeratorCancellation] CancellationToken ct)
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
