using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The output of <c>subjects.erase</c>. It does not say whom, so that it can be kept.</summary>
/// <param name="Parts">What each part removed.</param>
public sealed record EraseSubjectOutput(IReadOnlyList<ErasedPart> Parts);
