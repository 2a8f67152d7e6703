using System.Collections.Immutable;
using Carillon.Testing.Simulation;
using NodaTime;

namespace Carillon.Sessions.Tests.Simulation;

/// <summary>What a database would hold of one student: the evidence, and what the last sweep wrote of it.</summary>
internal sealed record Study(StudentSessions Student, ImmutableSortedDictionary<string, string> Swept)
{
    public static Study None { get; } = new(StudentSessions.None, ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>The machine as workers run it: requests are decided, sweeps write down what has ended.</summary>
    public static Machine<Study, StudyEvent> MachineFrom(Study initial) => Machine.Of<Study, StudyEvent>(
        initial,
        (study, happened, now) => study with { Student = SessionMachine.Decide(study.Student, happened.ReceivedAt(now)).Student },
        (study, now) => study.Sweep(now));

    /// <summary>The study time of all sessions, as text, which compares by value.</summary>
    public string Spans() => string.Join("; ", Student.All.Select(s => $"{s.ClientSessionId}: {string.Join(" ", SessionFold.Settled(s).Spans)}"));

    /// <summary>What sweeps have written.</summary>
    public string Rows() => string.Join("; ", Swept.Select(row => $"{row.Key} {row.Value}"));

    public override string ToString() => $"{Spans()} | {Rows()}";

    private Study Sweep(Instant now) => this with
    {
        Swept = Student.All
            .SelectMany(state => SessionFold.Of(state, now).Parts.Select(part => (Id: part.ReportedId(state.ClientSessionId), Part: part)))
            .Where(row => row.Part.EndedAt is not null)
            .ToImmutableSortedDictionary(row => row.Id, row => $"{row.Part.EndReason} {row.Part.EndedAt} {row.Part.Credit}", StringComparer.Ordinal),
    };
}
