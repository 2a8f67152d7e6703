using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Operations;

/// <summary>A named connection as operations show it. Its secret is not part of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Provider">The kind of database.</param>
/// <param name="Host">The server.</param>
/// <param name="Port">The server's port; null for the provider's own default.</param>
/// <param name="Database">The database or file.</param>
/// <param name="User">The user.</param>
/// <param name="Options">Further options, <c>name=value</c>.</param>
/// <param name="IsDefault">Whether it is the tenant's default one.</param>
/// <param name="KeyId">The key that its secret is under; null without a secret.</param>
/// <param name="TestedAt">When it was last tested as it is now.</param>
/// <param name="TestOutcome">How that test ended.</param>
/// <param name="Version">Rises with every change.</param>
public sealed record ListedConnection(
    ConnectionName Name,
    string Provider,
    string? Host,
    int? Port,
    string Database,
    string? User,
    IReadOnlyList<string> Options,
    bool IsDefault,
    string? KeyId,
    Instant? TestedAt,
    ConnectionTestOutcome? TestOutcome,
    long Version)
{
    internal static ListedConnection Of(NamedConnection connection) => new(
        connection.Name,
        connection.Settings.Provider,
        connection.Settings.Host,
        connection.Settings.Port,
        connection.Settings.Database,
        connection.Settings.User,
        [.. connection.Settings.Options.Select(o => $"{o.Key}={o.Value}")],
        connection.IsDefault,
        connection.Secret?.KeyId,
        connection.LastTest?.At,
        connection.LastTest?.Outcome,
        connection.Version);
}
