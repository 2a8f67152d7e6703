using NodaTime;

namespace Carillon.Sessions;

/// <summary>Study time of a day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Key">The subject; empty for all together.</param>
/// <param name="Seconds">Whole seconds.</param>
public sealed record StudiedDay(LocalDate Date, string Key, long Seconds);
