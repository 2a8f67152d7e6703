namespace Carillon.Sessions;

/// <summary>What <c>sessions.auto-end</c> takes: nothing.</summary>
public sealed record AutoEndInput;
