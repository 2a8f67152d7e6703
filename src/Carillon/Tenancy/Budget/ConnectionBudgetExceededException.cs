using NodaTime;

namespace Carillon.Tenancy;

/// <summary>No connection to a tenant's database was to be had within the budget. An outage: nothing was begun, the work can be done later.</summary>
public sealed class ConnectionBudgetExceededException(string server, int budget, int waiting, Duration waited)
    : Exception($"No connection to server '{Printable.Clip(server)}' is free: its budget is {budget}, {waiting} others wait, this one waited {waited.TotalSeconds:0.#} s.")
{
    /// <summary>The server, see <see cref="Tenant.ServerId"/>.</summary>
    public string Server { get; } = server;

    /// <summary>How many connections there may be.</summary>
    public int Budget { get; } = budget;

    /// <summary>How many others were waiting.</summary>
    public int Waiting { get; } = waiting;

    /// <summary>How long this one had waited; zero where it was refused at once.</summary>
    public Duration Waited { get; } = waited;
}
