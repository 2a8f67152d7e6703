namespace Carillon.Tenancy;

/// <summary>A part of the application that keeps something about people, and removes it. Each pack has one.</summary>
/// <remarks>Register with <see cref="ErasureBuilderExtensions.AddErasure{TPart}"/>. Parts are asked in the order of their names.</remarks>
public interface IErasesSubjects
{
    /// <summary>The part's name in reports and in the audit log, e.g. <c>sessions</c>; each its own.</summary>
    string Part { get; }

    /// <summary>Whether other parts write what it removes, as with the outbox: then it is asked after them, under the locks that they have taken.</summary>
    /// <value>Default: false.</value>
    bool ComesLast => false;

    /// <summary>Removes everything that is kept about a person, in the transaction of the whole erasure. Who is not known is nothing to remove.</summary>
    /// <remarks>The part first takes the locks under which it would write anything new about the person, messages included.</remarks>
    /// <param name="transaction">The transaction of the erasure.</param>
    /// <param name="subject">The opaque id of the person: 1 to 200 characters.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many things were removed, in the part's own terms: sessions, bookings.</returns>
    ValueTask<int> EraseAsync(TenantTransaction transaction, string subject, CancellationToken cancellationToken);
}
