using System.Buffers.Binary;
using System.Globalization;
using NodaTime;

namespace Carillon.Outbox;

/// <summary>Exponential, spread by a quarter either way: the same message waits equally long wherever it failed. Whole milliseconds, so that what is compared is what was stored.</summary>
internal static class OutboxBackOff
{
    private static readonly Guid _space = new("6c0d2e6e-5d5f-4f0a-9d0b-0d4f3a8f5b11");

    public static Duration After(string key, int attempt, OutboxOptions options)
    {
        var doubled = options.FirstBackOff * Math.Pow(2, Math.Min(attempt - 1, 40));
        var longest = doubled < options.LongestBackOff ? doubled : options.LongestBackOff;
        Span<byte> digest = stackalloc byte[16];
        DeterministicGuid.Create(_space, key, attempt.ToString(CultureInfo.InvariantCulture)).TryWriteBytes(digest);
        var fraction = BinaryPrimitives.ReadUInt32BigEndian(digest) / (double)uint.MaxValue;
        return Duration.FromMilliseconds((long)(longest * (0.75 + (0.5 * fraction))).TotalMilliseconds);
    }
}
