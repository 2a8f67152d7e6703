using System.Collections;
using Carillon.Testing.Simulation.Histories;

namespace Carillon.Testing.Simulation;

/// <summary>Laws that make sense for any machine.</summary>
internal static class Laws
{
    public static Law<TState, TEvent> NeverThrows<TState, TEvent>() =>
        new("The machine never throws", history => history.Thrown is { } thrown ? $"{thrown.GetType().Name}: {thrown.Message}" : null);

    public static Law<TState, TEvent> OnePayloadPerKey<TState, TEvent>() =>
        new("An effect key has one payload", history => history.Conflict);

    public static Law<TState, TEvent> Always<TState, TEvent>(string name, Func<TState, bool> holds) =>
        new(name, history => history.States.Where(state => !holds(state)).Select(state => $"{state} was stored").FirstOrDefault());

    public static Law<TState, TEvent> SweepsChangeNothing<TState, TEvent>(Func<TState, object?> seen) =>
        new("Sweeps and races change nothing", history => Same(
            seen, history.Settled(), history.Alone(history.Applied), "without any sweep before the end"));

    public static Law<TState, TEvent> CopiesChangeNothing<TState, TEvent>(Func<TState, object?> seen) =>
        new("Copies of an event change nothing", history => Same(
            seen, history.Alone(history.Applied), history.Alone(history.AppliedOnce), "with each event delivered once"));

    public static Law<TState, TEvent> OrderChangesNothing<TState, TEvent>(Func<TState, object?> seen) =>
        new("The order of delivery changes nothing", history => Same(
            seen,
            history.Alone(history.AppliedOnce),
            history.Alone(history.AppliedOnce.OrderBy(applied => applied.Emission.Ordinal)),
            "in the order of emission"));

    private static string? Same<TState>(Func<TState, object?> seen, TState got, TState expected, string when) =>
        Equal(seen(got), seen(expected)) ? null : $"{got} became {expected} {when}";

    private static bool Equal(object? left, object? right) =>
        Equals(left, right)
        || (left is IEnumerable some and not string && right is IEnumerable others && some.Cast<object?>().SequenceEqual(others.Cast<object?>()));
}
