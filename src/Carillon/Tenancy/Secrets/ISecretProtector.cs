namespace Carillon.Tenancy;

/// <summary>Encrypts the secrets that are kept in the control database. The default is AES-256-GCM with the keys of <see cref="SecretOptions"/>.</summary>
/// <remarks>Replace it with <c>UseSecretProtector</c>, for example by one over a key management service.</remarks>
public interface ISecretProtector
{
    /// <summary>The key that new secrets are encrypted with; secrets under other keys are to be re-encrypted.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">There is none.</exception>
    string ActiveKeyId { get; }

    /// <summary>True when secrets under this key can be opened.</summary>
    bool Knows(string keyId);

    /// <summary>Encrypts a secret for one place with the active key.</summary>
    ValueTask<ProtectedSecret> ProtectAsync(Secret secret, SecretPlace place, CancellationToken cancellationToken);

    /// <summary>Opens a secret at the place that it was encrypted for.</summary>
    /// <exception cref="SecretUnreadableException">The key is missing, or the envelope is truncated, altered, of an unknown version, or from another place.</exception>
    ValueTask<Secret> OpenAsync(ProtectedSecret secret, SecretPlace place, CancellationToken cancellationToken);
}
