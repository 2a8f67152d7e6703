using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Carillon.Locking;

namespace Carillon.PostgreSql.Locking;

// Advisory locks have numbers, which all applications of a database share: the first 64 bits of a SHA-256. Should two keys ever meet in one
// number, hosts exclude each other from both.
internal static class AdvisoryKey
{
    public static long Of(LockKey key) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"carillon lease {key}")));
}
