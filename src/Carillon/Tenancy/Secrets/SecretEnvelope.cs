using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Carillon.Tenancy;

/// <summary>
/// The stored form: <c>version | length of key id | key id | nonce (12) | tag (16) | ciphertext</c>. Version 1 is AES-256-GCM
/// (NIST SP 800-38D) with a random nonce; version, key id and place are authenticated, so that nothing of it can be changed or moved.
/// </summary>
/// <remarks>Random nonces are safe for 2^32 secrets under one key (SP 800-38D, 8.3).</remarks>
internal static class SecretEnvelope
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(Secret secret, SecretPlace place, string keyId, byte[] key)
    {
        var plain = Encoding.UTF8.GetBytes(secret.Reveal());
        var header = Header(keyId);
        var envelope = new byte[header.Length + NonceLength + TagLength + plain.Length];
        header.CopyTo(envelope, 0);
        var nonce = envelope.AsSpan(header.Length, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(
            nonce,
            plain,
            envelope.AsSpan(header.Length + NonceLength + TagLength),
            envelope.AsSpan(header.Length + NonceLength, TagLength),
            Bound(header, place));
        CryptographicOperations.ZeroMemory(plain);
        return envelope;
    }

    public static Secret Open(ProtectedSecret stored, SecretPlace place, Func<string, byte[]?> find)
    {
        var envelope = stored.Envelope.Span;
        var keyId = KeyIdOf(envelope, place);
        if (keyId != stored.KeyId)
        {
            throw new SecretUnreadableException(SecretFailure.NotAuthentic, place, keyId);
        }

        var header = Header(keyId);
        var rest = envelope[header.Length..];
        if (rest.Length <= NonceLength + TagLength)
        {
            throw new SecretUnreadableException(SecretFailure.Truncated, place, keyId);
        }

        var key = find(keyId) ?? throw new SecretUnreadableException(SecretFailure.KeyMissing, place, keyId);
        var plain = new byte[rest.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(rest[..NonceLength], rest[(NonceLength + TagLength)..], rest.Slice(NonceLength, TagLength), plain, Bound(header, place));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new SecretUnreadableException(SecretFailure.NotAuthentic, place, keyId);
        }

        var secret = new Secret(Encoding.UTF8.GetString(plain));
        CryptographicOperations.ZeroMemory(plain);
        return secret;
    }

    private static string KeyIdOf(ReadOnlySpan<byte> envelope, SecretPlace place)
    {
        if (envelope.Length > 0 && envelope[0] != Version)
        {
            throw new SecretUnreadableException(SecretFailure.UnknownVersion, place, null);
        }

        if (envelope.Length < 2 || envelope.Length < 2 + envelope[1])
        {
            throw new SecretUnreadableException(SecretFailure.Truncated, place, null);
        }

        var keyId = Encoding.Latin1.GetString(envelope.Slice(2, envelope[1]));
        return SecretKeyRing.IsId(keyId) ? keyId : throw new SecretUnreadableException(SecretFailure.NotAuthentic, place, null);
    }

    private static byte[] Header(string keyId) => [Version, (byte)keyId.Length, .. Encoding.Latin1.GetBytes(keyId)];

    // Parts are length-prefixed, so that ("ab", "c") and ("a", "bc") are two places.
    private static byte[] Bound(byte[] header, SecretPlace place)
    {
        var bound = new List<byte>(header);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in new[] { place.Tenant.Value, place.Owner, place.Field })
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            bound.AddRange(length);
            bound.AddRange(bytes);
        }

        return [.. bound];
    }
}
