namespace Carillon.Scheduling;

/// <summary>One window of opening hours as it comes from outside.</summary>
internal readonly record struct OpenWindowText(string Day, string Opens, string Closes);
