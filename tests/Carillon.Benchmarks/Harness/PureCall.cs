namespace Carillon.Benchmarks.Harness;

/// <summary>A computation that touches nothing outside, so short that only many of them can be timed.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Repeat">Makes the call as often as told and returns something of every answer, so that none can be left out.</param>
internal sealed record PureCall(string Name, Func<int, long> Repeat);
