using Carillon.TestSupport;
using FsCheck;

namespace Carillon.Sessions.Tests.Domain;

internal static class Law
{
    /// <summary>Checks the property on random values and throws with the smallest counter-example found.</summary>
    public static void Holds(Property property, int cases = 200) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(TestSize.Scale(cases)), property);
}
