using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Carillon.Tenancy;

/// <summary>Where a database is: the name of a registered provider and its connection string.</summary>
/// <param name="Provider">Name of the provider, e.g. <c>sqlite</c> or <c>postgresql</c>.</param>
/// <param name="ConnectionString">May hold a secret: it never appears in <see cref="ToString"/>, logs or messages.</param>
public sealed record DatabaseAddress(
    string Provider,
    [property: JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)] string ConnectionString)
{
    /// <summary>The provider's name; the connection string is hidden.</summary>
    public override string ToString() => $"{Provider} (connection string hidden)";
}
