namespace Carillon.Benchmarks.Harness;

/// <summary>One way of doing a piece of work. Only <see cref="Work"/> is timed.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Prepare">Brings the data to the state before the work.</param>
/// <param name="Work">The work itself.</param>
/// <param name="Check">Counts independently, by SQL, that nothing is lost or double; throws otherwise.</param>
internal sealed record Contestant(
    string Name,
    Func<CancellationToken, Task> Prepare,
    Func<CancellationToken, Task> Work,
    Func<CancellationToken, Task> Check);
