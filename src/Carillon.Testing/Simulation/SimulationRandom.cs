using NodaTime;

namespace Carillon.Testing.Simulation;

/// <summary>SplitMix64: the same numbers for the same seed on every platform and version, which <see cref="Random"/> does not promise.</summary>
public sealed class SimulationRandom(ulong seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>A seed for part <paramref name="index"/> of whatever <paramref name="seed"/> stands for.</summary>
    public static ulong SeedOf(ulong seed, int index) => new SimulationRandom(seed ^ Mix(unchecked((ulong)index + Gamma))).NextUInt64();

    /// <summary>Any 64 bits.</summary>
    public ulong NextUInt64() => Mix(_state = unchecked(_state + Gamma));

    /// <summary>A number from 0 up to, and without, <paramref name="bound"/>, which is positive.</summary>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
    }

    /// <summary>A number from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public int Between(int first, int last) => checked(first + Next(last - first + 1));

    /// <summary>True with the given probability, 0 to 1.</summary>
    public bool Chance(double probability) => (NextUInt64() >> 11) * (1.0 / (1UL << 53)) < probability;

    /// <summary>A duration from zero to <paramref name="longest"/>, in whole milliseconds.</summary>
    public Duration UpTo(Duration longest) => Duration.FromMilliseconds(
        (long)Math.BigMul(NextUInt64(), (ulong)longest.TotalMilliseconds + 1, out _));

    /// <summary>One of the items.</summary>
    public T Pick<T>(params IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items[Next(items.Count)];
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
