using System.Globalization;

namespace Carillon.TestSupport;

/// <summary>How large property tests and simulations are: 1 by default, 50 and more for a long run.</summary>
public static class TestSize
{
    /// <summary>Environment variable with the multiplier, a number above 0.</summary>
    public const string Variable = "CARILLON_TEST_SIZE";

    /// <summary>The multiplier.</summary>
    /// <value>1 when the variable is not set.</value>
    public static double Multiplier { get; } = Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The number of cases to run where <paramref name="cases"/> are enough by default; at least 1.</summary>
    /// <param name="cases">The default number of cases.</param>
    public static int Scale(int cases) => (int)Math.Clamp(Math.Ceiling(cases * Multiplier), 1, int.MaxValue);

    private static double Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 1;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value)
            ? value
            : throw new InvalidOperationException($"{Variable} must be a number above 0, not '{text}'.");
    }
}
