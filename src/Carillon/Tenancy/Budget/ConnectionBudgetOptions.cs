using System.ComponentModel.DataAnnotations;
using NodaTime;

namespace Carillon.Tenancy;

/// <summary>How many connections this host keeps open to tenants' own databases, all tenants of a server together.</summary>
/// <remarks>Connections to the control database, and those of leases, are apart and never wait for these.</remarks>
public sealed class ConnectionBudgetOptions : IValidatableObject
{
    private const int Most = 100_000;

    /// <summary>Connections to one server: open, being opened, and idle in pools.</summary>
    /// <value>Default: null, the provider's own: 20 on a server, 200 files of SQLite. 1 to 100,000.</value>
    public int? PerServer { get; set; }

    /// <summary>Budgets of single servers, by <see cref="Tenant.ServerId"/>; they win over <see cref="PerServer"/>.</summary>
    public IDictionary<string, int> Servers { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What happens when the budget is used up and nothing is idle.</summary>
    /// <value>Default: <see cref="ExhaustedBudget.Wait"/>.</value>
    public ExhaustedBudget WhenExhausted { get; set; } = ExhaustedBudget.Wait;

    /// <summary>How long one waits for a connection at most.</summary>
    /// <value>Default: 30 seconds; above 0 and at most 1 hour.</value>
    public Duration LongestWait { get; set; } = Duration.FromSeconds(30);

    /// <summary>How long the connections of a tenant stay open that nobody uses; they are closed within half as long again.</summary>
    /// <value>Default: 5 minutes; from 1 second to 1 day.</value>
    public Duration IdleLifetime { get; set; } = Duration.FromMinutes(5);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PerServer is { } perServer && perServer is < 1 or > Most)
        {
            yield return new($"{nameof(PerServer)} is {perServer}: it must be from 1 to {Most}.", [nameof(PerServer)]);
        }

        foreach (var (server, budget) in Servers.Where(s => s.Value is < 1 or > Most))
        {
            yield return new($"{nameof(Servers)}[{Printable.Clip(server)}] is {budget}: it must be from 1 to {Most}.", [nameof(Servers)]);
        }

        if (!Enum.IsDefined(WhenExhausted))
        {
            yield return new($"{nameof(WhenExhausted)} is {WhenExhausted}: it must be {ExhaustedBudget.Wait} or {ExhaustedBudget.Refuse}.", [nameof(WhenExhausted)]);
        }

        if (LongestWait <= Duration.Zero || LongestWait > Duration.FromHours(1))
        {
            yield return new($"{nameof(LongestWait)} is {LongestWait}: it must be above 0 and at most 1 hour.", [nameof(LongestWait)]);
        }

        if (IdleLifetime < Duration.FromSeconds(1) || IdleLifetime > Duration.FromDays(1))
        {
            yield return new($"{nameof(IdleLifetime)} is {IdleLifetime}: it must be from 1 second to 1 day.", [nameof(IdleLifetime)]);
        }
    }
}
