using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;

namespace Carillon.Readme.Tests;

public sealed class Loans : IErasesSubjects
{
    public string Part => "loans";

    public ValueTask<int> EraseAsync(TenantTransaction transaction, string subject, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync($"DELETE FROM loan WHERE reader = {subject}", cancellationToken);
}
