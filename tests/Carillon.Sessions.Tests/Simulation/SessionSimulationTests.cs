using Carillon.Testing.Simulation;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Simulation;

/// <summary>Workers that are late, crash and race; events that are lost, doubled and overtaken; sweeps at any time.</summary>
public sealed class SessionSimulationTests
{
    private const ulong Seed = 20261122;
    private static readonly SimulationOptions Options = new() { Events = 30, EventInterval = Duration.FromMinutes(5) };
    private static readonly EvidenceKind[] Kinds =
    [
        EvidenceKind.Start, EvidenceKind.Beat, EvidenceKind.Beat, EvidenceKind.Beat, EvidenceKind.Beat,
        EvidenceKind.Pause, EvidenceKind.Resume, EvidenceKind.Submit, EvidenceKind.Stop,
    ];

    [Fact]
    public void A1_A3_A8_Neither_order_nor_copies_nor_sweeps_change_what_beats_prove()
    {
        var summary = Beats(Study.MachineFrom(Started())).Histories(TestSize.Scale(150), Seed);

        summary.Lost.ShouldBeGreaterThan(0);
    }

    // Workers are not held up here: a command that is refused writes nothing, so it counts where it was read, not where others wrote.
    [Fact]
    public void A3_A6_Sweeps_change_nothing_and_every_law_holds_for_any_requests()
    {
        var simulator = Simulator.Of<Study, StudyEvent>(
                Study.MachineFrom(Study.None),
                (emission, random) => new(Kinds[random.Next(Kinds.Length)], random.Next(2) == 0 ? "a" : "b", emission.ClientAt, emission.Skew))
            .With(Options with { Workers = new() { Park = 0 } })
            .SweepsChangeNothing(study => study.Rows());
        foreach (var law in SessionLaws.All)
        {
            simulator = simulator.Obeys(law.Name, history => history.States
                .Select(state => law.Violation(state.Student, history.Steps[^1].Turn.At))
                .FirstOrDefault(violation => violation is not null));
        }

        var summary = simulator.Histories(TestSize.Scale(200), Seed);

        summary.Settled.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_write_without_its_guard_loses_a_beat_and_the_history_that_shows_it_is_short()
    {
        var unguarded = Study.MachineFrom(Started()).GuardedBy((_, _) => true);

        var failure = Beats(unguarded).FirstFailure(200, Seed);

        failure.ShouldNotBeNull();
        failure.Events.ShouldBeLessThanOrEqualTo(6, failure.History);
    }

    private static Simulator<Study, StudyEvent> Beats(IMachine<Study, StudyEvent> machine) =>
        Simulator.Of(machine, (emission, _) => new StudyEvent(EvidenceKind.Beat, "a", emission.ClientAt, emission.Skew))
            .With(Options)
            .Obeys("no beat that was taken is lost", history => history.Applied
                .Select(applied => applied.Event.Key)
                .FirstOrDefault(key => history.Final.Student.Find("a")!.Evidence.Find(EvidenceKind.Beat, key) is null))
            .SweepsChangeNothing(study => study.Rows())
            .CopiesChangeNothing(study => study.Spans())
            .OrderChangesNothing(study => study.Spans());

    private static Study Started() => Study.None with
    {
        Student = SessionMachine.Decide(
            StudentSessions.None,
            new StudyEvent(EvidenceKind.Start, "a", Options.Start, Duration.Zero).ReceivedAt(Options.Start)).Student,
    };
}
