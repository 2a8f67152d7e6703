namespace Carillon.Tests.Tenancy;

/// <summary>The usual ambient tenant, without the guards: the twin that shows what each guard is for.</summary>
internal sealed class NaiveTenant
{
    private readonly AsyncLocal<string?> _current = new();

    public string Read() => _current.Value ?? "none";

    public IDisposable Use(string tenant)
    {
        var before = _current.Value;
        _current.Value = tenant;
        return new Restore(this, before);
    }

    private sealed class Restore(NaiveTenant owner, string? before) : IDisposable
    {
        public void Dispose() => owner._current.Value = before;
    }
}
