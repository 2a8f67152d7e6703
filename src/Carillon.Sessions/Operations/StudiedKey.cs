namespace Carillon.Sessions;

/// <summary>Study time over all days.</summary>
/// <param name="Key">The subject or contest.</param>
/// <param name="Seconds">Whole seconds.</param>
public sealed record StudiedKey(string Key, long Seconds);
