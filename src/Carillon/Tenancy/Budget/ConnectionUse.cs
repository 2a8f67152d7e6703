namespace Carillon.Tenancy;

/// <summary>How much of a server's budget is used.</summary>
/// <param name="Server">The server, see <see cref="Tenant.ServerId"/>.</param>
/// <param name="Budget">How many connections there may be.</param>
/// <param name="Open">How many there are: in use, being opened or closed, idle.</param>
/// <param name="Idle">How many of them nobody uses.</param>
/// <param name="Waiting">How many callers wait for one.</param>
/// <param name="Evicted">How many idle ones were closed so far to make room for another tenant's.</param>
public sealed record ConnectionUse(string Server, int Budget, int Open, int Idle, int Waiting, long Evicted);
