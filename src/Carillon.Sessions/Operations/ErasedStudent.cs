namespace Carillon.Sessions;

/// <summary>What <c>sessions.erase-student</c> removed. It does not say whose, so that it can be kept.</summary>
/// <param name="Sessions">How many sessions.</param>
public sealed record ErasedStudent(int Sessions);
