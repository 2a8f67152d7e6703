using NodaTime;

namespace Carillon.Jobs;

/// <summary>The pure rules of next-due hints.</summary>
public static class WakeRules
{
    /// <summary>The longest time that a transaction which hints may stay open.</summary>
    public static Duration MaxTransaction { get; } = Duration.FromSeconds(30);
}
