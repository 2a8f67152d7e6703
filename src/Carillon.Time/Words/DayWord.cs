namespace Carillon.Time;

/// <summary>One kind of day of a month, as a sentence names it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Its number, or how many days before the last.</param>
/// <param name="DayOfWeek">Monday is 1; 0 where it does not matter.</param>
internal readonly record struct DayWord(DayWordKind Kind, int Number, int DayOfWeek = 0);
