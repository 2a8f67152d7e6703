using FsCheck;
using FsCheck.Fluent;

namespace Carillon.Time.Tests;

internal static class Law
{
    /// <summary>How much longer than usual to look for a counter-example: CARILLON_TEST_SIZE, 1 unless set.</summary>
    public static int Size { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("CARILLON_TEST_SIZE"), out var size) && size > 0 ? size : 1;

    /// <summary>Checks the property on random values and throws with the smallest counter-example found.</summary>
    public static void Holds(Property property, int cases = 200) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases * Size), property);

    public static Arbitrary<T> Any<T>() => ArbMap.Default.ArbFor<T>();
}
