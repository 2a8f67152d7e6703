using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Carillon;

/// <summary>Name-based UUIDs (version 5, RFC 9562 section 5.5): the same parts always give the same id.</summary>
public static class DeterministicGuid
{
    /// <summary>The id of a name inside a namespace. Parts are length-prefixed, so that ("a","bc") and ("ab","c") differ.</summary>
    public static Guid Create(Guid space, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        Span<byte> prefix = stackalloc byte[16];
        space.TryWriteBytes(prefix, bigEndian: true, out _);
        hash.AppendData(prefix);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(prefix, bytes.Length);
            hash.AppendData(prefix[..4]);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[20];
        hash.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x50);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}
