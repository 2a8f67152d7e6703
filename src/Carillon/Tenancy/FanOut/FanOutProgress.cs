namespace Carillon.Tenancy;

/// <summary>Tells an observer one thing at a time. A failing observer must not fail the tenants that it watches.</summary>
internal sealed class FanOutProgress(IProgress<TenantFanOutProgress>? observer)
{
    private readonly Lock _gate = new();
    private int _finished;

    public void Started(TenantId tenant)
    {
        lock (_gate)
        {
            Report(new(tenant, null, _finished));
        }
    }

    public void Ended(TenantId tenant, TenantOutcome outcome)
    {
        lock (_gate)
        {
            Report(new(tenant, outcome, ++_finished));
        }
    }

    private void Report(TenantFanOutProgress step)
    {
        try
        {
            observer?.Report(step);
        }
        catch (Exception)
        {
            // Documented on the option: the report is the result, progress is only shown.
        }
    }
}
