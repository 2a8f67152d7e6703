using System.ComponentModel;
using Carillon.Operations;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>What <c>sessions.statistics</c> takes.</summary>
/// <param name="Student">The student.</param>
/// <param name="From">The first day to list.</param>
/// <param name="To">The last day to list.</param>
public sealed record StatisticsInput(
    [OperationArgument(0)][Description("The student.")] string Student,
    [Description("The first day to list. [default: the first there is]")] LocalDate? From = null,
    [Description("The last day to list. [default: the last there is]")] LocalDate? To = null);
