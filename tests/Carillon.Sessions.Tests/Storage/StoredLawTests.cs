using System.Collections.Immutable;
using Carillon.EntityFrameworkCore;
using Carillon.Sessions.Tests.Domain;
using Carillon.Sessions.Tests.Faults;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Carillon.Time;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

/// <summary>The laws over the rows as they lie in the database, whatever a fold would say.</summary>
public sealed class StoredLawTests(Schools schools) : IClassFixture<Schools>
{
    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A2_One_more_beat_never_lowers_stored_credit_and_adds_at_most_two_timeouts(string kind)
    {
        var school = await schools.OnAsync(kind, Ct);
        var most = Duration.Zero;
        for (var seed = 0; seed < TestSize.Scale(3); seed++)
        {
            var (student, random, before) = ($"student{seed}", new Random(seed), Duration.Zero);
            school.Till((seed + 1) * 300);
            await school.Study.StartAsync(School.Hocmai, school.Start(student, "s", seed * 300), Ct);
            for (var beat = 0; beat < 25; beat++)
            {
                await school.Study.HeartbeatAsync(
                    School.Hocmai, school.Beats(student, "s", [(seed * 300) + random.Next(120)], sent: (seed + 1) * 300), Ct);
                await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
                var after = (await SpansAsync(school, student)).TotalDuration;

                after.ShouldBeInRange(before, before + (2 * SessionPolicy.Default.IdleTimeout));
                (before, most) = (after, Duration.Max(most, after - before));
            }
        }

        most.ShouldBeGreaterThan(SessionPolicy.Default.IdleTimeout);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A4_A5_A6_Ends_lie_between_start_and_now_and_days_add_up_to_the_spans_within_their_length(string kind)
    {
        var school = await schools.OnAsync(kind, Ct);
        for (var seed = 0; seed < TestSize.Scale(4); seed++)
        {
            school.Clock.Advance(Duration.FromDays(3));
            var (student, zone) = ($"student{seed}", Histories.OddZones[seed * 3 % Histories.OddZones.Length]);
            foreach (var requests in BusyHistory.Of(seed, SessionPolicy.Default, school.Clock.GetCurrentInstant(), turns: 30, zone))
            {
                school.Clock.AdvanceTo(requests[0].Stamp.ReceivedAt);
                await SendAsync(school, student, requests);
                if (seed % 2 == 0)
                {
                    await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
                }

                await EndsShouldFitAsync(school);
            }

            school.Clock.Advance(Duration.FromHours(1));
            await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
            await DaysShouldFitAsync(school, student, Story.Zones[zone]);
        }
    }

    private static async Task SendAsync(School school, string student, ImmutableArray<SessionRequest> requests)
    {
        if (requests[0] is not SendBeats)
        {
            await StoredHistoryTests.AskAsync(school.Study, School.Hocmai, student, requests[0]);
            return;
        }

        await school.Study.HeartbeatAsync(
            School.Hocmai, [.. requests.Cast<SendBeats>().Select(r => new StudyBeats(student, r.ClientSessionId, new(r.Stamp.SentAt), r.Beats))], Ct);
    }

    private static async Task EndsShouldFitAsync(School school)
    {
        var now = school.Clock.GetCurrentInstant();
        foreach (var (started, ended) in await ReadAsync(
            school, tx => tx.QueryAsync($"SELECT started_at, ended_at FROM study_session WHERE ended_at IS NOT NULL", row => (row.Instant(0), row.Instant(1)), Ct)))
        {
            ended.ShouldBeInRange(started, now);
        }

        foreach (var to in await ReadAsync(school, tx => tx.QueryAsync($"SELECT to_at FROM study_span", row => row.Instant(0), Ct)))
        {
            to.ShouldBeLessThanOrEqualTo(now);
        }
    }

    private static async Task DaysShouldFitAsync(School school, string student, DateTimeZone zone)
    {
        var days = (await school.Study.StatisticsAsync(School.Hocmai, student, Ct)).Where(total => total.Key.Kind == TotalKind.Day).ToList();
        days.ShouldNotBeEmpty();
        foreach (var (day, total) in days)
        {
            total.ShouldBeInRange(Duration.Zero, LocalDays.Of(day.Date!.Value, zone).TotalDuration, $"{day}");
        }

        days.Aggregate(Duration.Zero, (sum, day) => sum + day.Value).ShouldBe((await SpansAsync(school, student)).TotalDuration);
    }

    private static async Task<IntervalSet> SpansAsync(School school, string student) => IntervalSet.Of(await ReadAsync(
        school, tx => tx.QueryAsync($"SELECT from_at, to_at FROM study_span WHERE student = {student}", row => new Interval(row.Instant(0), row.Instant(1)), Ct)));

    private static async Task<List<T>> ReadAsync<T>(School school, Func<TenantTransaction, ValueTask<List<T>>> read)
    {
        await using var tx = await school.Installation.Connections.BeginAsync(School.Hocmai, TransactionMode.Read, Ct);
        return await read(tx);
    }
}
