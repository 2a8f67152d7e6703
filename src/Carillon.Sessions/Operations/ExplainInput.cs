using System.ComponentModel;
using Carillon.Operations;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>What <c>sessions.explain</c> takes.</summary>
/// <param name="Student">The student.</param>
/// <param name="Session">The client's id of the session.</param>
/// <param name="At">The instant to explain.</param>
public sealed record ExplainInput(
    [OperationArgument(0)][Description("The student.")] string Student,
    [OperationArgument(1)][Description("The client's id of the session.")] string Session,
    [Description("The instant to explain.")] Instant At);
