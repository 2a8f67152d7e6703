using System.Text.Json;
using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>The rules of a policy as stored: durations in microseconds. The same rules always have the same text.</summary>
internal static class PolicyJson
{
    public static string Write(SessionPolicy policy) => JsonSerializer.Serialize(new Rules(
        policy.IdleTimeout.ToMicroseconds(),
        policy.PauseTimeout.ToMicroseconds(),
        policy.MaxSession.ToMicroseconds(),
        policy.MaxOffsetJump.ToMicroseconds(),
        policy.MaxAge.ToMicroseconds(),
        policy.LateWindow.ToMicroseconds(),
        policy.TailPad.ToMicroseconds(),
        policy.PromptBefore.ToMicroseconds(),
        policy.Exclusivity.Joins,
        policy.Exclusivity.Limit,
        policy.Scope.ToString(),
        policy.Attribution.ToString()));

    /// <exception cref="InvalidDataException">The text does not say a policy.</exception>
    public static SessionPolicy Read(string name, int version, string json)
    {
        try
        {
            return Parse(name, version, json);
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"Stored session policy '{name}' version {version} cannot be read: {problem.Message}", problem);
        }
    }

    private static SessionPolicy Parse(string name, int version, string json)
    {
        var rules = JsonSerializer.Deserialize<Rules>(json)
            ?? throw new InvalidDataException($"Stored session policy '{name}' version {version} is empty.");
        return new SessionPolicy
        {
            Name = name,
            Version = version,
            IdleTimeout = Microseconds.ToDuration(rules.Idle),
            PauseTimeout = Microseconds.ToDuration(rules.Pause),
            MaxSession = Microseconds.ToDuration(rules.MaxSession),
            MaxOffsetJump = Microseconds.ToDuration(rules.MaxOffsetJump),
            MaxAge = Microseconds.ToDuration(rules.MaxAge),
            LateWindow = Microseconds.ToDuration(rules.LateWindow),
            TailPad = Microseconds.ToDuration(rules.TailPad),
            PromptBefore = Microseconds.ToDuration(rules.PromptBefore),
            Exclusivity = rules.Joins ? Exclusivity.Join : Exclusivity.Allow(rules.Limit),
            Scope = Enum.Parse<ExclusivityScope>(rules.Scope),
            Attribution = Enum.Parse<SubjectAttribution>(rules.Attribution),
        }.Validate();
    }

    private sealed record Rules(
        long Idle,
        long Pause,
        long MaxSession,
        long MaxOffsetJump,
        long MaxAge,
        long LateWindow,
        long TailPad,
        long PromptBefore,
        bool Joins,
        int Limit,
        string Scope,
        string Attribution);
}
