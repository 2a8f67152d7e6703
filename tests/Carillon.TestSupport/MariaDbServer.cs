namespace Carillon.TestSupport;

/// <summary>The MariaDB server that the tests may use: the one named by <c>CARILLON_TEST_MARIADB</c>, or none.</summary>
public static class MariaDbServer
{
    /// <summary>Environment variable with a connection string of a superuser; <c>tests/run.sh</c> sets it.</summary>
    public const string Variable = "CARILLON_TEST_MARIADB";

    /// <summary>The connection string; skips the calling test when no server is named, or fails it when skips are forbidden.</summary>
    public static string ConnectionString
    {
        get
        {
            var value = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrEmpty(value))
            {
                ServerSkip.Because($"MariaDB is not reachable: set {Variable}, or run tests/run.sh");
            }

            return value;
        }
    }
}
