using Carillon.Jobs;
using Carillon.Sessions.Tests.Domain;
using Carillon.Sessions.Tests.Faults;
using Carillon.Time;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Concurrency;

/// <summary>
/// Many at once on the same students. The plans are seeded, how they meet is not: a failure cannot be replayed, but what was stored is
/// checked against rules that hold however they met. A deadlock or any other error fails the test.
/// </summary>
public sealed class StressTests(Schools schools) : IClassFixture<Schools>
{
    private const int Workers = 6;
    private const int Minutes = 60;
    private static readonly string[] Students = ["an", "binh", "chi", "dung"];

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A7_Starts_at_once_leave_at_most_one_live_session(string kind)
    {
        for (var round = 0; round < TestSize.Scale(3); round++)
        {
            var school = await schools.OnAsync(kind, Ct);
            var starts = Enumerable.Range(0, Workers).Select(worker => Task.Run(
                async () => (await school.Study.StartAsync(School.Hocmai, school.Start("an", $"s{worker % 4}", 0), Ct)).Outcome, Ct));
            var outcomes = await Task.WhenAll(starts);

            outcomes.Count(outcome => outcome == SessionOutcome.Started).ShouldBe(4);
            outcomes.Count(outcome => outcome == SessionOutcome.AlreadyStarted).ShouldBe(Workers - 4);
            (await school.Study.ActiveAsync(School.Hocmai, "an", Ct)).ShouldHaveSingleItem();
            (await Slots(school)).ShouldBe(1);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A1_A3_A8_Beats_in_any_order_while_sweeps_run_come_to_what_the_pure_fold_says(string kind)
    {
        var school = await schools.OnAsync(kind, Ct);
        var random = new Random(20_261_122);
        var beats = Students.ToDictionary(
            student => student,
            _ => Enumerable.Range(1, Minutes).Where(_ => random.Next(4) == 0).Select(minute => (double)minute).ToList());
        foreach (var student in Students)
        {
            await school.Study.StartAsync(School.Hocmai, school.Start(student, "s", 0), Ct);
        }

        // Every beat twice, by whichever worker comes first, up to 20 minutes late.
        var sends = beats.SelectMany(student => student.Value.SelectMany(minute => new[] { 0, random.Next(20) }
            .Select(late => (Student: student.Key, Minute: minute, At: minute + late)))).OrderBy(send => send.At).ToList();
        await AtOnceAsync(sends.Chunk(4).ToList(), async (batch, _) =>
        {
            school.Till(batch.Max(send => send.At));
            await school.Study.HeartbeatAsync(
                School.Hocmai, [.. batch.Select(send => school.Beats(send.Student, "s", [send.Minute], sent: send.At))], Ct);
        }, SweepAsync(school));

        school.Till(2 * Minutes);
        await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        foreach (var student in Students)
        {
            var story = new Story(zone: School.Zone);
            story.Start("s", 0);
            story.Beats("s", [.. beats[student]]);
            var expected = story.Fold("s", 2 * Minutes);
            var stored = (await school.Study.FindAsync(School.Hocmai, student, "s", Ct))!;
            (stored.Credit, stored.EndedAt - school.Dawn).ShouldBe((expected.Last.Credit, expected.Last.EndedAt - Story.Origin), student);
            (await school.Study.StatisticsAsync(School.Hocmai, student, Ct))[new(TotalKind.History, null, "maths")]
                .ShouldBe(expected.Spans.TotalDuration, student);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Starts_beats_submits_erasures_and_sweeps_over_the_same_students_neither_fail_nor_contradict_each_other(string kind)
    {
        var school = await schools.OnAsync(kind, Ct);
        var random = new Random(4711);
        var plan = Enumerable.Range(0, TestSize.Scale(150)).Select(step => (
            Minute: step / 2.0, Student: Students[random.Next(Students.Length)], Session: $"s{random.Next(6)}", Kind: random.Next(20))).ToList();

        await AtOnceAsync(plan, async (step, index) =>
        {
            school.Till(step.Minute);
            var (student, session, study) = (step.Student, step.Session, school.Study);
            switch (step.Kind)
            {
                case < 5:
                    await study.StartAsync(School.Hocmai, school.Start(student, session, step.Minute), Ct);
                    break;
                case 5 or 6:
                    await study.SubmitAsync(School.Hocmai, school.Command(student, session, step.Minute), Ct);
                    break;
                case 7:
                    await study.PauseAsync(School.Hocmai, school.Command(student, session, step.Minute), Ct);
                    break;
                case 8 when index % 3 == 0:
                    await study.EraseStudentAsync(School.Hocmai, student, Ct);
                    break;
                default:
                    await study.HeartbeatAsync(
                        School.Hocmai, [.. Students.Reverse().Select(other => school.Beats(other, session, [step.Minute]))], Ct);
                    break;
            }
        }, SweepAsync(school));

        school.Till(10 * Minutes + TestSize.Scale(150));
        await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        (await Slots(school)).ShouldBe(0);
        foreach (var student in Students)
        {
            (await school.Study.ActiveAsync(School.Hocmai, student, Ct)).ShouldBeEmpty();
            foreach (var (day, total) in await school.Study.StatisticsAsync(School.Hocmai, student, Ct))
            {
                total.ShouldBeInRange(Duration.Zero, school.Clock.GetCurrentInstant() - school.Dawn, $"{student} {day}");
            }
        }

        await StoredEqualsFoldAsync(school);
    }

    private static async Task AtOnceAsync<T>(List<T> plan, Func<T, int, Task> work, Func<Func<Task<bool>>, Task> beside)
    {
        var next = -1;
        var done = false;

        // One more beside each piece of work: SQLite's one writer is not fair, and who asks without a pause keeps the others out.
        using var worked = new SemaphoreSlim(0);
        async Task<bool> AgainAsync()
        {
            await worked.WaitAsync(Ct);
            return !Volatile.Read(ref done);
        }

        var sweeps = Enumerable.Range(0, 2).Select(_ => Task.Run(() => beside(AgainAsync), Ct)).ToList();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(
                async () =>
                {
                    while (Interlocked.Increment(ref next) is var index && index < plan.Count)
                    {
                        await work(plan[index], index);
                        worked.Release();
                    }
                },
                Ct)));
        }
        finally
        {
            Volatile.Write(ref done, true);
            worked.Release(sweeps.Count);
            await Task.WhenAll(sweeps);
        }
    }

    private static Func<Func<Task<bool>>, Task> SweepAsync(School school) => async again =>
    {
        do
        {
            var counts = await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
            counts.Failed.ShouldBe(0);
        }
        while (await again());
    };

    // Credit and end of every session against a fold of its evidence, as it lies in the database.
    private static async Task StoredEqualsFoldAsync(School school)
    {
        var micros = TenantDump.RowsOf(await school.DumpAsync(Ct), "study_evidence")
            .ToLookup(row => row["session_id"], row => new Evidence(
                school.Dawn + Microseconds.ToDuration(long.Parse(row["effective_at"], null)),
                (EvidenceKind)int.Parse(row["kind"], null), row["key"], default, school.Dawn));
        var sessions = TenantDump.RowsOf(await school.DumpAsync(Ct), "study_session").ToList();
        sessions.ShouldNotBeEmpty();
        foreach (var row in sessions)
        {
            var state = new SessionState
            {
                ClientSessionId = row["client_session_id"],
                Subject = "maths",
                Zone = Story.Zones[School.Zone],
                Policy = SessionPolicy.Default,
                StartedAt = school.Dawn + Microseconds.ToDuration(long.Parse(row["opened_at"], null)),
                Evidence = EvidenceSet.Of(micros[row["id"]]),
                End = (SessionEndReason)int.Parse(row["end_reason"], null) is var reason and not (SessionEndReason.AutoEnded or SessionEndReason.Capped)
                    ? new(reason, school.Dawn + Microseconds.ToDuration(long.Parse(row["ended_at"], null)))
                    : null,
            };
            var part = SessionFold.Of(state, school.Clock.GetCurrentInstant()).Last;
            (part.Credit.ToMicroseconds(), (part.EndedAt!.Value - school.Dawn).ToMicroseconds(), (int)part.EndReason!)
                .ShouldBe((long.Parse(row["credit"], null), long.Parse(row["ended_at"], null), int.Parse(row["end_reason"], null)), row["client_session_id"]);
        }
    }

    private static async Task<int> Slots(School school) =>
        TenantDump.RowsOf(await school.DumpAsync(Ct), "study_session").Count(row => row.ContainsKey("slot"));
}
