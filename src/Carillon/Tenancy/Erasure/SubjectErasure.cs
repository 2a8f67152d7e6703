using System.Text;
using System.Text.Json.Nodes;

namespace Carillon.Tenancy;

/// <summary>Removes everything that a tenant keeps about a person: from all parts, or nothing, in one transaction.</summary>
/// <remarks>
/// Arguments of runs and recorded commands hold opaque ids only and are forgotten in their own time, see <see cref="Jobs.CleanUpOptions"/>.
/// A backup that is restored brings the person back: erase again.
/// </remarks>
public sealed class SubjectErasure
{
    private const int LongestSubject = 200;

    private readonly ITenantConnections _connections;
    private readonly IAuditLog _audit;
    private readonly IReadOnlyList<IErasesSubjects> _parts;

    internal SubjectErasure(ITenantConnections connections, IAuditLog audit, IEnumerable<IErasesSubjects> parts)
    {
        _connections = connections;
        _audit = audit;
        _parts = [.. parts.OrderBy(p => p.ComesLast).ThenBy(p => p.Part, StringComparer.Ordinal)];
        if (_parts.GroupBy(p => p.Part, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two parts that erase are both named '{Printable.Clip(twice.Key)}'.", nameof(parts));
        }
    }

    /// <summary>Erases a person. It can be repeated: what is gone already is nothing to remove.</summary>
    /// <remarks>The audit log notes the request before, and what was removed after; never whom.</remarks>
    /// <param name="tenant">Where.</param>
    /// <param name="subject">The opaque id of the person: 1 to 200 characters without control characters.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Cancels it; nothing is removed then.</param>
    /// <returns>What each part removed, in the order in which they were asked.</returns>
    /// <exception cref="ArgumentException">The subject is no id.</exception>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    /// <exception cref="TenantNotActiveException">The tenant is not in service.</exception>
    public async ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(TenantId tenant, string subject, string actor, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(subject) || subject.Length > LongestSubject || subject.EnumerateRunes().Any(IsUnprintable))
        {
            throw new ArgumentException($"'{Printable.Clip(subject)}' is not the id of a person: 1 to {LongestSubject} printable characters.", nameof(subject));
        }

        await _audit.AppendAsync(new(actor, AuditActions.ErasureRequested) { Tenant = tenant }, cancellationToken).ConfigureAwait(false);
        var erased = await _connections.WriteAsync(tenant, (transaction, ct) => EraseAsync(transaction, subject, ct), cancellationToken).ConfigureAwait(false);

        // It is done: who gives up now only leaves the log without its second entry.
        var removed = new JsonObject(erased.Select(p => KeyValuePair.Create(p.Part, (JsonNode?)p.Removed)));
        await _audit.AppendAsync(new(actor, AuditActions.Erased) { Tenant = tenant, After = removed.ToJsonString() }, cancellationToken).ConfigureAwait(false);
        return erased;
    }

    // Half a surrogate pair reads as the replacement character.
    private static bool IsUnprintable(Rune rune) => Rune.IsControl(rune) || rune == Rune.ReplacementChar;

    private async ValueTask<IReadOnlyList<ErasedPart>> EraseAsync(TenantTransaction transaction, string subject, CancellationToken cancellationToken)
    {
        var erased = new List<ErasedPart>();
        foreach (var part in _parts)
        {
            erased.Add(new(part.Part, await part.EraseAsync(transaction, subject, cancellationToken).ConfigureAwait(false)));
        }

        return erased;
    }
}
