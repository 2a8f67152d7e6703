namespace Carillon.Tenancy;

/// <summary>What one part removed. It does not say whose, so that it can be kept.</summary>
/// <param name="Part">The part, see <see cref="IErasesSubjects.Part"/>; <c>outbox</c> for messages.</param>
/// <param name="Removed">How many things, in the part's own terms.</param>
public sealed record ErasedPart(string Part, int Removed);
