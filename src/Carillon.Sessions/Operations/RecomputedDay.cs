using NodaTime;

namespace Carillon.Sessions;

/// <summary>A student's day that differs.</summary>
/// <param name="Student">The student.</param>
/// <param name="Date">The day.</param>
/// <param name="BeforeSeconds">Before, in whole seconds.</param>
/// <param name="AfterSeconds">After, in whole seconds.</param>
public sealed record RecomputedDay(string Student, LocalDate Date, long BeforeSeconds, long AfterSeconds);
