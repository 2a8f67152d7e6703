using System.Collections.Concurrent;
using System.Diagnostics;

namespace Carillon.Benchmarks.Harness;

/// <summary>Counts and times the PostgreSQL statements of the library, to see what a round is spent on. Slows what it watches.</summary>
internal sealed class StatementLog : IDisposable
{
    private const int Shown = 110;
    private readonly ConcurrentDictionary<string, (int Count, TimeSpan Time)> _statements = new();
    private readonly ActivityListener _listener;

    public StatementLog()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public async Task WriteAsync(TextWriter output)
    {
        foreach (var (text, (count, time)) in _statements.OrderByDescending(s => s.Value.Time))
        {
            await output.WriteLineAsync($"{time.TotalMilliseconds,10:N1} ms {count,8:N0} × {text}");
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Activity activity)
    {
        var tag = activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement") ?? activity.DisplayName;
        var text = string.Join(' ', tag.ToString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        _statements.AddOrUpdate(
            text.Length > Shown ? text[..Shown] : text, (1, activity.Duration), (_, sum) => (sum.Count + 1, sum.Time + activity.Duration));
    }
}
