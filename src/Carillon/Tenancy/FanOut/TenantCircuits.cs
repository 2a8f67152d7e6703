using System.Collections.Concurrent;
using NodaTime;

namespace Carillon.Tenancy;

/// <summary>Which tenants failed lately, by work. Lives as long as the host, and holds a small record for each tenant that fails.</summary>
public sealed class TenantCircuits(IClock clock)
{
    private const int MostText = 500;
    private readonly ConcurrentDictionary<(string Work, TenantId Tenant), TenantCircuitState> _states = new();

    /// <summary>Those that failed lately at a work, by their ids.</summary>
    public IReadOnlyList<TenantCircuitState> List(string work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return [.. _states.Values.Where(s => s.Work == work).OrderBy(s => s.Tenant)];
    }

    /// <summary>Forgets what is known of a tenant, so that it is tried at once: someone has mended it.</summary>
    public void Reset(string work, TenantId tenant)
    {
        ArgumentNullException.ThrowIfNull(work);
        _states.TryRemove((work, tenant), out _);
    }

    /// <summary>Null where the tenant may be tried; otherwise why it may not. Of several who ask at the end of its time one may try.</summary>
    internal TenantCircuitState? Refusal(TenantCircuit circuit, TenantId tenant)
    {
        var key = (circuit.Work, tenant);
        var now = clock.GetCurrentInstant();
        while (_states.TryGetValue(key, out var state) && state.OpenUntil is { } until)
        {
            if (now < until)
            {
                return state;
            }

            // Whoever tries keeps the others out for as long as the next failure would.
            if (_states.TryUpdate(key, state with { OpenUntil = now + circuit.After(state.Failures + 1) }, state))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Says how the tenant's share of the work ended.</summary>
    internal void Note(TenantCircuit circuit, TenantId tenant, TenantOutcome outcome, Exception? error)
    {
        var key = (circuit.Work, tenant);
        switch (outcome)
        {
            case TenantOutcome.Succeeded:
                _states.TryRemove(key, out _);
                break;
            case TenantOutcome.Failed or TenantOutcome.TimedOut:
                var now = clock.GetCurrentInstant();
                var text = $"{error?.GetType().Name}: {Printable.Clip(error?.Message, MostText)}";
                _states.AddOrUpdate(key, _ => Failed(1), (_, known) => Failed(known.Failures + 1));
                break;

                TenantCircuitState Failed(int failures) =>
                    new(circuit.Work, tenant, failures, failures < circuit.Failures ? null : now + circuit.After(failures), text);
            case TenantOutcome.Cancelled when _states.TryGetValue(key, out var trying) && trying.OpenUntil is not null:
                // A try that was cut short says nothing: the next one may come at once.
                _states.TryUpdate(key, trying with { OpenUntil = clock.GetCurrentInstant() }, trying);
                break;
        }
    }
}
