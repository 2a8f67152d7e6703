namespace Carillon.Tenancy;

internal sealed class AesGcmSecretProtector(SecretKeyRing keys) : ISecretProtector
{
    public string ActiveKeyId => keys.ActiveKeyId;

    public bool Knows(string keyId) => keys.Find(keyId) is not null;

    public ValueTask<ProtectedSecret> ProtectAsync(Secret secret, SecretPlace place, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(place);
        var id = keys.ActiveKeyId;
        return ValueTask.FromResult(new ProtectedSecret(id, SecretEnvelope.Seal(secret, place, id, keys.Find(id)!)));
    }

    public ValueTask<Secret> OpenAsync(ProtectedSecret secret, SecretPlace place, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(place);
        return ValueTask.FromResult(SecretEnvelope.Open(secret, place, keys.Find));
    }
}
