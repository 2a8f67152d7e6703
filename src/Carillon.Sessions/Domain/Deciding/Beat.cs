namespace Carillon.Sessions;

/// <summary>One sign of life.</summary>
/// <param name="At">When it was, by the client.</param>
/// <param name="Key">What identifies it within the session; by default its instant.</param>
public readonly record struct Beat(ClientStamp At, string? Key = null)
{
    /// <summary>What identifies it within the session.</summary>
    public string EffectiveKey => Key ?? At.DefaultKey;

    /// <summary>What is wrong with it, or null.</summary>
    internal string? Problem => Key is null ? null : SessionText.Problem(nameof(Key), Key);
}
