using System.Security.Cryptography;
using System.Text;

namespace Carillon.Tenancy;

/// <summary>Tells whether two commands are the same.</summary>
public static class CommandPayload
{
    /// <summary>SHA-256 of the parts as lower-case hexadecimal text. Parts are length-prefixed, so that ("a","bc") and ("ab","c") differ.</summary>
    public static string Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
