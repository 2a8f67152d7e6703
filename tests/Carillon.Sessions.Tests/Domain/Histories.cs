using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Carillon.Sessions.Tests.Domain;

/// <summary>Random policies and what random clients do under them.</summary>
internal static class Histories
{
    public static readonly string[] OddZones =
    [
        "Etc/UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "America/Havana", "Pacific/Apia", "Africa/Casablanca", "Asia/Kathmandu",
    ];

    /// <summary>Policies from the strictest to the most generous.</summary>
    public static Gen<SessionPolicy> Policies { get; } =
        from idle in Gen.Choose(1, 20)
        from pause in Gen.Choose(0, 40)
        from cap in Gen.Elements(90, 300, 720)
        from pad in Gen.Elements(0, 0, 1, 5)
        from exclusivity in Gen.Elements(Exclusivity.Supersede, Exclusivity.Supersede, Exclusivity.Join, Exclusivity.Allow(2), Exclusivity.Allow(3))
        from attribution in Gen.Elements(SubjectAttribution.LatestStartWins, SubjectAttribution.LatestStartWins, SubjectAttribution.Each)
        from scope in Gen.Elements(ExclusivityScope.Student, ExclusivityScope.Subject)
        select SessionPolicy.Default with
        {
            IdleTimeout = Duration.FromMinutes(idle),
            PauseTimeout = Duration.FromMinutes(idle + pause),
            MaxSession = Duration.FromMinutes(cap),
            LateWindow = Duration.FromHours(6),
            MaxAge = Duration.FromHours(8),
            TailPad = Duration.FromMinutes(Math.Min(pad, idle)),
            Exclusivity = exclusivity,
            Scope = scope,
            Attribution = attribution,
        };

    /// <summary>Beats of one session: instants in seconds after the origin, dense enough for runs and sparse enough for gaps.</summary>
    public static Gen<int[]> BeatSeconds { get; } =
        from gaps in Gen.Choose(0, 1_000).NonEmptyListOf()
        select gaps.Aggregate(ImmutableList<int>.Empty, (at, gap) => at.Add((at.IsEmpty ? 0 : at[^1]) + gap)).ToArray();

    /// <summary>Requests of a few devices in the order of arrival, with delays, repetitions and clock errors.</summary>
    public static Gen<ImmutableArray<SessionRequest>> Requests(SessionPolicy[] policies, string[] zones) =>
        from steps in Step(policies, zones).ListOf()
        select steps.Aggregate((Now: 0, Requests: ImmutableArray<SessionRequest>.Empty), (so, step) =>
            (so.Now + step.Wait, so.Requests.Add(step.Make(so.Now + step.Wait)))).Requests;

    private static Gen<(int Wait, Func<int, SessionRequest> Make)> Step(SessionPolicy[] policies, string[] zones) =>
        from policy in Gen.Elements(policies)
        from zone in Gen.Elements(zones)
        from wait in Gen.Frequency((8, Gen.Choose(0, 400)), (2, Gen.Choose(400, 4_000)), (1, Gen.Choose(4_000, 40_000)))
        from id in Gen.Elements("a", "b", "c", "d")
        from subject in Gen.Elements("maths", "physics")
        from delay in Gen.Frequency((6, Gen.Constant(0)), (3, Gen.Choose(0, 3_000)), (1, Gen.Choose(0, 30_000)))
        from offset in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(-7_200, 7_200)))
        from kind in Gen.Frequency(
            (3, Gen.Constant(EvidenceKind.Start)), (10, Gen.Constant(EvidenceKind.Beat)), (2, Gen.Constant(EvidenceKind.Pause)),
            (2, Gen.Constant(EvidenceKind.Resume)), (1, Gen.Constant(EvidenceKind.Submit)), (1, Gen.Constant(EvidenceKind.Stop)))
        select (wait, (Func<int, SessionRequest>)(now =>
        {
            var client = new ClientStamp(Seconds(now - delay - offset));
            var stamp = new RequestStamp(Seconds(now), Seconds(now - offset));
            return kind switch
            {
                EvidenceKind.Start => new StartSession(id, stamp, client, subject, Story.Zones[zone], policy),
                EvidenceKind.Beat => new SendBeats(id, stamp, [new(client), new(new(client.At - Duration.FromSeconds(200)))]),
                _ => new SessionCommand(id, stamp, kind, client),
            };
        }));

    public static Instant Seconds(int seconds) => Story.Origin + Duration.FromSeconds(seconds);
}
