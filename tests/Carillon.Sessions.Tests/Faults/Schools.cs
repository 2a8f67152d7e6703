namespace Carillon.Sessions.Tests.Faults;

/// <summary>The schools of a test class: one on each kind of database, made when a test first asks, wiped for each test.</summary>
public sealed class Schools : IAsyncDisposable
{
    private readonly Dictionary<string, School> _open = new(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var school in _open.Values)
        {
            await school.DisposeAsync();
        }
    }

    /// <summary>The school of a kind, empty. A class asks with the same policy each time.</summary>
    internal async Task<School> OnAsync(string kind, CancellationToken ct, SessionPolicy? policy = null)
    {
        if (!_open.TryGetValue(kind, out var school))
        {
            _open.Add(kind, school = await School.OpenAsync(kind, ct, policy));
        }

        await school.NextDawnAsync(ct);
        return school;
    }
}
