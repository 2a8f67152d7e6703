using System.ComponentModel;
using Carillon.Operations;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>What <c>sessions.statistics</c> takes.</summary>
/// <param name="Student">The student.</param>
/// <param name="From">The first day to list.</param>
/// <param name="To">The last day to list.</param>
public sealed record StatisticsInput(
    [OperationArgument(0)][Description("the student")] string Student,
    [Description("the first day to list")] LocalDate? From = null,
    [Description("the last day to list")] LocalDate? To = null);
