using System.ComponentModel;
using Carillon.Operations;

namespace Carillon.Sessions;

/// <summary>What <c>sessions.erase-student</c> takes.</summary>
/// <param name="Student">The student.</param>
public sealed record EraseStudentInput([OperationArgument(0)][Description("The student.")] string Student);
