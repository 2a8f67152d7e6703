using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Carillon.TestSupport;

/// <summary>The one way to skip a test for want of a server, so that a run can forbid it.</summary>
public static class ServerSkip
{
    /// <summary>Environment variable; <c>1</c> turns a skip for want of a server into a failure.</summary>
    public const string ForbiddenVariable = "CARILLON_TEST_NO_SKIPS";

    /// <summary>Whether skips for want of a server are failures.</summary>
    public static bool IsForbidden { get; } = Environment.GetEnvironmentVariable(ForbiddenVariable) == "1";

    /// <summary>Skips the calling test, or fails it when <see cref="IsForbidden"/>.</summary>
    /// <param name="reason">Which server is missing and how to name one.</param>
    /// <exception cref="InvalidOperationException">Skips are forbidden.</exception>
    [DoesNotReturn]
    public static void Because(string reason)
    {
        if (IsForbidden)
        {
            throw new InvalidOperationException($"{reason} ({ForbiddenVariable}=1 forbids skipping)");
        }

        Assert.Skip(reason);
    }
}
