using NodaTime;

namespace Carillon.Tenancy;

/// <summary>What became of each tenant so far. Not thread-safe.</summary>
internal sealed class FanOutResults<T>
{
    // Exceptions hold on to what they saw. With this many whole ones everyone can find what is wrong.
    private const int MostWholeErrors = 1000;
    private readonly Dictionary<TenantId, TenantResult<T>> _results = [];
    private int _errors;

    /// <summary>Takes a tenant in, as skipped so far; false where it is in already.</summary>
    public bool TryAdd(TenantId tenant) => _results.TryAdd(tenant, new(tenant, TenantOutcome.Skipped, default, null, Duration.Zero));

    public TenantResult<T> Of(TenantId tenant) => _results[tenant];

    public void Note(TenantId tenant, (TenantOutcome Outcome, T? Value, Exception? Error) ended, Duration elapsed)
    {
        var before = _results[tenant];
        _results[tenant] = new(tenant, ended.Outcome, ended.Value, Kept(ended.Error), before.Elapsed + elapsed) { Attempts = before.Attempts + 1 };
    }

    public void NoteLeftOut(TenantId tenant, Exception reason) => _results[tenant] = _results[tenant] with { Outcome = TenantOutcome.LeftOut, Error = reason };

    public IReadOnlyList<TenantResult<T>> ToList() => [.. _results.Values.OrderBy(r => r.Tenant)];

    private Exception? Kept(Exception? error) => error is null || ++_errors <= MostWholeErrors ? error : new ClippedErrorException(error);
}
