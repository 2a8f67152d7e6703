namespace Carillon.Sessions;

/// <summary>What <c>sessions.erase-student</c> removed.</summary>
/// <param name="Student">The student.</param>
/// <param name="Sessions">How many sessions.</param>
public sealed record ErasedStudent(string Student, int Sessions);
