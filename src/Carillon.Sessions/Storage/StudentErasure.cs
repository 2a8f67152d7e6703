using Carillon.Tenancy;

namespace Carillon.Sessions.Storage;

internal sealed class StudentErasure : IErasesSubjects
{
    public string Part => "sessions";

    public ValueTask<int> EraseAsync(TenantTransaction transaction, string subject, CancellationToken cancellationToken) =>
        SessionText.Problem(subject) is null ? transaction.EraseAsync(subject, cancellationToken) : ValueTask.FromResult(0);
}
