namespace Carillon.Tenancy;

/// <summary>A tenant was not tried, because it failed time after time; see <see cref="TenantCircuit"/>.</summary>
public sealed class TenantLeftOutException(TenantCircuitState state)
    : Exception($"Tenant '{Checked(state).Tenant}' is left out of '{Printable.Clip(state.Work)}' until {state.OpenUntil}: it failed {state.Failures} times, last with {state.LastError}")
{
    /// <summary>What is known of it.</summary>
    public TenantCircuitState State { get; } = state;

    private static TenantCircuitState Checked(TenantCircuitState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state;
    }
}
