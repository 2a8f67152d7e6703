namespace Carillon.Tenancy;

/// <summary>Who changed what, and when. Entries are only ever added.</summary>
/// <remarks>
/// Changes of tenants and connections are noted in the transaction that makes them. What happens elsewhere (a job, a tenant's own database) is noted
/// before it begins: there may be a note of something that came to nothing, never something without its note.
/// </remarks>
public interface IAuditLog
{
    /// <summary>Adds an entry, in a transaction of its own.</summary>
    ValueTask AppendAsync(AuditNote note, CancellationToken cancellationToken);

    /// <summary>One page of entries, the newest first.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken);
}
