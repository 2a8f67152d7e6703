namespace Carillon.Tenancy;

/// <summary>A stored secret does not open. The message names the place and the key, never anything of the secret.</summary>
public sealed class SecretUnreadableException(SecretFailure failure, SecretPlace place, string? keyId)
    : Exception($"The {place} does not open: {Explain(failure, keyId)}.")
{
    /// <summary>Why.</summary>
    public SecretFailure Failure { get; } = failure;

    /// <summary>Where it is kept.</summary>
    public SecretPlace Place { get; } = place;

    /// <summary>The id of the key that it names; null when it is too damaged to name one.</summary>
    public string? KeyId { get; } = keyId;

    private static string Explain(SecretFailure failure, string? keyId) => failure switch
    {
        SecretFailure.KeyMissing => $"key '{Printable.Clip(keyId)}' is not on the key ring",
        SecretFailure.Truncated => "it is truncated",
        SecretFailure.UnknownVersion => "it is of a version that this host does not know",
        _ => $"it was altered, or copied here from another place (key '{Printable.Clip(keyId)}')",
    };
}
