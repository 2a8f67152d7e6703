using System.ComponentModel;

namespace Carillon.Operations;

/// <summary>The input of <c>subjects.erase</c>.</summary>
/// <param name="Subject">The opaque id of the person.</param>
public sealed record EraseSubjectInput([OperationArgument(0)][Description("The opaque id of the person.")] string Subject);
