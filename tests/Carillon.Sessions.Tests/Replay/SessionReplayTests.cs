using System.Text.Json;
using Carillon.Sessions.Tests.Domain;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Replay;

public sealed class SessionReplayTests
{
    [Fact]
    public void A_log_becomes_sessions_and_days()
    {
        var report = Replay(
            """
            {"at":"2026-03-01T16:50:00Z","tenant":"hocmai","student":"an","session":"s1","subject":"maths","zone":"Asia/Ho_Chi_Minh","event":"start"}
            {"at":"2026-03-01T16:58:00Z","tenant":"hocmai","student":"an","session":"s1","subject":"maths","zone":"Asia/Ho_Chi_Minh","event":"beat"}
            {"at":"2026-03-01T17:06:30.5Z","tenant":"hocmai","student":"an","session":"s1","subject":"maths","zone":"Asia/Ho_Chi_Minh","event":"beat"}
            {"at":"2026-03-01T17:10:00Z","tenant":"hocmai","student":"an","session":"s1","subject":"maths","zone":"Asia/Ho_Chi_Minh","event":"submit"}
            {"at":"2026-03-01T17:05:00Z","tenant":"hocmai","student":"binh","session":"s1","subject":"art","zone":"Asia/Ho_Chi_Minh","event":"start"}
            {"at":"2026-03-01T18:00:00Z","tenant":"icc","student":"an","session":"s1","subject":"art","zone":"Europe/Paris","event":"start"}
            """);

        report.Sessions.ShouldBe(
        [
            new("hocmai", "an", "s1", "Ended", "2026-03-01T16:50:00Z", "2026-03-01T17:10:00Z", "Submitted", 1200),
            new("hocmai", "binh", "s1", "Ended", "2026-03-01T17:05:00Z", "2026-03-01T17:05:00Z", "AutoEnded", 0),
            new("icc", "an", "s1", "Active", "2026-03-01T18:00:00Z", null, null, 0),
        ]);
        report.Days.ShouldBe([new("hocmai", "an", "2026-03-01", 600), new("hocmai", "an", "2026-03-02", 600)]);
    }

    [Fact]
    public void Timeout_and_until_decide_what_is_idle()
    {
        var log = """
            {"at":"2026-03-01T10:00:00Z","tenant":"t","student":"a","session":"s","subject":"m","zone":"UTC","event":"start"}
            {"at":"2026-03-01T10:12:00.25Z","tenant":"t","student":"a","session":"s","subject":"m","zone":"UTC","event":"beat"}
            """;

        Replay(log).Sessions.ShouldBe([new("t", "a", "s", "Active", "2026-03-01T10:00:00Z", null, null, 0)]);
        Replay(log, timeoutMinutes: 15).Sessions[0].CreditSeconds.ShouldBe(720);
        Replay(log, until: "2026-03-01T11:00:00Z").Sessions.ShouldBe(
            [new("t", "a", "s", "Ended", "2026-03-01T10:00:00Z", "2026-03-01T10:12:00.25Z", "AutoEnded", 0)]);
        Replay(log, until: "2026-03-01T10:05:00Z").Sessions[0].State.ShouldBe("Active");
    }

    [Fact]
    public void Nothing_is_final_in_a_replay_but_what_is_too_old_on_arrival_stays_out()
    {
        var replay = new SessionReplay(SessionPolicy.Default, Story.Zones);
        replay.Take(Line("2026-03-01T10:00:00Z", "a", "s", "start")).ShouldBeNull();
        replay.Take(Line("2026-03-02T20:00:00Z", "a", "s", "beat")).ShouldBeNull();
        replay.Take(Line("2026-03-02T20:08:00Z", "a", "s", "beat")).ShouldBeNull();
        replay.Take("""{"at":"2026-03-01T19:00:00Z","sent":"2026-03-02T20:09:00Z","received":"2026-03-02T20:09:00Z","tenant":"t","student":"a","session":"s","subject":"m","zone":"UTC","event":"beat"}""")
            .ShouldNotBeNull().Text.ShouldBe("refused: too old on arrival");

        replay.Report().Sessions.Select(session => (session.Session, session.State, session.CreditSeconds)).ShouldBe([("s", "Ended", 0), ("s#2", "Active", 480)]);
    }

    [Fact]
    public void Late_batches_are_corrected_by_the_offset_of_their_request()
    {
        // The client's clock is an hour ahead; two beats wait 20 minutes for the network.
        var report = Replay(
            """
            {"at":"2026-03-01T11:00:00Z","sent":"2026-03-01T11:00:00Z","received":"2026-03-01T10:00:00Z","tenant":"t","student":"a","session":"s","subject":"m","zone":"UTC","event":"start"}
            {"at":"2026-03-01T11:05:00Z","sent":"2026-03-01T11:25:00Z","received":"2026-03-01T10:25:00Z","tenant":"t","student":"a","session":"s","subject":"m","zone":"UTC","event":"beat"}
            {"at":"2026-03-01T11:12:00Z","sent":"2026-03-01T11:25:00Z","received":"2026-03-01T10:25:00Z","tenant":"t","student":"a","session":"s","subject":"m","zone":"UTC","event":"beat"}
            """);

        report.Sessions.ShouldBe([new("t", "a", "s", "Ended", "2026-03-01T10:00:00Z", "2026-03-01T10:12:00Z", "AutoEnded", 720)]);
    }

    [Fact]
    public void Pauses_supersession_and_the_cap_are_reported()
    {
        var lines = new List<string>
        {
            Line("2026-03-01T00:00:00Z", "a", "long", "start"),
            Line("2026-03-01T00:00:00Z", "b", "old", "start"),
            Line("2026-03-01T00:05:00Z", "b", "old", "pause"),
            Line("2026-03-01T00:20:00Z", "b", "new", "start"),
            Line("2026-03-01T00:21:00Z", "b", "new", "pause"),
        };
        lines.AddRange(Enumerable.Range(1, 75).Select(i => Line(
            InstantPattern.ExtendedIso.Format(Instant.FromUtc(2026, 3, 1, 0, 0) + Duration.FromMinutes(10 * i)), "a", "long", "beat")));

        var report = Replay(string.Join('\n', lines), until: "2026-03-01T12:35:00Z");

        report.Sessions.ShouldBe(
        [
            new("t", "a", "long", "Ended", "2026-03-01T00:00:00Z", "2026-03-01T12:00:00Z", "Capped", 43_200),
            new("t", "a", "long#2", "Active", "2026-03-01T12:00:00Z", null, null, 1_800),
            new("t", "b", "new", "Ended", "2026-03-01T00:20:00Z", "2026-03-01T00:21:00Z", "AutoEnded", 60),
            new("t", "b", "old", "Ended", "2026-03-01T00:00:00Z", "2026-03-01T00:05:00Z", "Superseded", 300),
        ]);
        report.Days.ShouldBe([new("t", "a", "2026-03-01", 45_000), new("t", "b", "2026-03-01", 360)]);
    }

    [Fact]
    public void Bad_lines_are_told_by_number_and_the_rest_is_replayed()
    {
        var good = Line("2026-03-01T10:00:00Z", "a", "s", "start");
        string[] lines =
        [
            "{not json",
            "[1]",
            good.Replace("\"student\":\"a\",", "", StringComparison.Ordinal),
            good.Replace("\"UTC\"", "\"Mars/Olympus\"", StringComparison.Ordinal),
            good.Replace("2026-03-01T10:00:00Z", "yesterday", StringComparison.Ordinal),
            good.Replace("2026-03-01", "9999-12-31", StringComparison.Ordinal),
            good.Replace("start", "dance", StringComparison.Ordinal),
            good.Replace("\"a\"", "7", StringComparison.Ordinal),
            good.Replace("\"a\"", "\"\\ud800\"", StringComparison.Ordinal),
            "",
            good,
            Line("2026-03-01T10:01:00Z", "a", "other", "beat"),
            Line("2026-03-01T10:02:00Z", "a", "s", "beat"),
        ];
        var replay = new SessionReplay(SessionPolicy.Default, Story.Zones);
        var problems = lines.Select(replay.Take).OfType<ReplayProblem>().ToList();

        problems.Select(problem => (problem.Line, problem.IsMalformed)).ShouldBe(
            [.. Enumerable.Range(1, 9).Select(line => ((long)line, true)), (12, false)]);
        problems.Select(problem => problem.Text).ShouldBe(
        [
            "not JSON (at byte 1)",
            "a JSON object is expected",
            "field 'student' is missing",
            "field 'zone' is 'Mars/Olympus', not a known time zone",
            "field 'at' is 'yesterday', not an ISO 8601 instant such as 2026-03-01T10:00:00Z",
            "field 'at' is '9999-12-31T10:00:00Z', outside the years 1900 to 8999",
            "field 'event' is 'dance', not start, beat, pause, resume, submit or stop",
            "field 'student' is not a text",
            "text is not valid Unicode",
            "refused: session 'other' was never started",
        ]);
        replay.Report().Sessions.ShouldHaveSingleItem().CreditSeconds.ShouldBe(120);
    }

    [Fact]
    public void Reporting_on_the_way_changes_nothing()
    {
        var lines = Enumerable.Range(0, 40).Select(i => Line(
            InstantPattern.ExtendedIso.Format(Instant.FromUtc(2026, 3, 1, 0, 0) + Duration.FromMinutes(i * i % 97)), "a", "s", i == 0 ? "start" : "beat")).ToList();
        var (once, often) = (new SessionReplay(SessionPolicy.Default, Story.Zones), new SessionReplay(SessionPolicy.Default, Story.Zones));
        foreach (var line in lines)
        {
            once.Take(line);
            often.Take(line);
            often.Report();
        }

        JsonSerializer.Serialize(often.Report()).ShouldBe(JsonSerializer.Serialize(once.Report()));
    }

    private static ReplayReport Replay(string log, int timeoutMinutes = 10, string? until = null)
    {
        var replay = new SessionReplay(
            SessionPolicy.Default.WithIdleTimeout(Duration.FromMinutes(timeoutMinutes)),
            Story.Zones,
            until is null ? null : InstantPattern.ExtendedIso.Parse(until).Value);
        foreach (var line in log.Split('\n'))
        {
            replay.Take(line).ShouldBeNull();
        }

        return replay.Report();
    }

    private static string Line(string at, string student, string session, string @event) =>
        $$"""{"at":"{{at}}","tenant":"t","student":"{{student}}","session":"{{session}}","subject":"m","zone":"UTC","event":"{{@event}}"}""";
}
