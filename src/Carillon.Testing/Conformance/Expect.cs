using System.Collections;

namespace Carillon.Testing.Conformance;

/// <summary>The few assertions that conformance cases need; each throws <see cref="ConformanceException"/>.</summary>
public static class Expect
{
    /// <summary>The value equals the expected one; sequences are compared item by item.</summary>
    /// <param name="expected">What should have come.</param>
    /// <param name="actual">What came.</param>
    /// <param name="promise">What the port promises, as a sentence.</param>
    public static void Equal<T>(T expected, T actual, string promise)
    {
        var same = expected is IEnumerable some and not string && actual is IEnumerable others
            ? some.Cast<object?>().SequenceEqual(others.Cast<object?>())
            : EqualityComparer<T>.Default.Equals(expected, actual);
        if (!same)
        {
            throw new ConformanceException(promise, Show(expected), Show(actual));
        }
    }

    /// <summary>The condition holds.</summary>
    public static void True(bool condition, string promise) => Equal(true, condition, promise);

    /// <summary>There is a value; gives it back.</summary>
    public static T NotNull<T>(T? value, string promise)
        where T : class => value ?? throw new ConformanceException(promise, "a value", "null");

    /// <summary>There is no value.</summary>
    public static void Null(object? value, string promise)
    {
        if (value is not null)
        {
            throw new ConformanceException(promise, "null", Show(value));
        }
    }

    /// <summary>The action throws this kind of exception, or one derived from it; gives it back.</summary>
    public static async Task<TException> ThrowsAsync<TException>(Func<Task> action, string promise)
        where TException : Exception
    {
        ArgumentNullException.ThrowIfNull(action);
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (TException expected)
        {
            return expected;
        }
#pragma warning disable CA1031 // Another exception is the finding, and is named.
        catch (Exception other)
#pragma warning restore CA1031
        {
            throw new ConformanceException(promise, typeof(TException).Name, $"{other.GetType().Name}: {other.Message}");
        }

        throw new ConformanceException(promise, typeof(TException).Name, "no exception");
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Show))}]",
        _ => value.ToString() ?? "",
    };
}
