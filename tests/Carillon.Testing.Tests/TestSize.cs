using System.Globalization;

namespace Carillon.Testing.Tests;

internal static class TestSize
{
    public static int Of(int count) =>
        count * int.Parse(Environment.GetEnvironmentVariable("CARILLON_TEST_SIZE") ?? "1", CultureInfo.InvariantCulture);
}
