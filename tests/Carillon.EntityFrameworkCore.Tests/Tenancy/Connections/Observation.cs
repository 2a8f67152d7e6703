using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Carillon.Operations;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

/// <summary>Writes down all logs, activities, metrics, events and exceptions of the process, also those that are caught again.</summary>
internal sealed class Observation : IDisposable
{
    private readonly ConcurrentQueue<(string Kind, string Text)> _seen = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _metrics = new();
    private readonly Events _events;
    private volatile bool _exceptionsWithin = true;

    public Observation()
    {
        Logs = new LogProvider(this);
        _events = new Events(this);
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Write,
        };
        ActivitySource.AddActivityListener(_activities);
        _metrics.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _metrics.SetMeasurementEventCallback<int>((i, v, tags, _) => Write(i, v, tags));
        _metrics.SetMeasurementEventCallback<long>((i, v, tags, _) => Write(i, v, tags));
        _metrics.SetMeasurementEventCallback<double>((i, v, tags, _) => Write(i, v, tags));
        _metrics.Start();
        AppDomain.CurrentDomain.FirstChanceException += OnException;
    }

    public ILoggerProvider Logs { get; }

    public IEnumerable<string> Everything
    {
        get
        {
            _metrics.RecordObservableInstruments();
            return _seen.Select(s => $"{s.Kind}: {s.Text}");
        }
    }

    public void IgnoreExceptionsWithin() => _exceptionsWithin = false;

    public void ShouldHaveSeenSomethingOfEachKind() =>
        new[] { "log", "activity", "metric", "exception", "thrown", "output" }.Where(kind => _seen.All(s => s.Kind != kind)).ShouldBeEmpty();

    public void Note(object? output) =>
        _seen.Enqueue(("output", $"{output} {(output is ValueTuple<object?, int> { Item1: { } record } ? JsonSerializer.Serialize(record, record.GetType(), OperationJson.Options) : null)}"));

    public void Note(Exception error) => _seen.Enqueue(("exception", Describe(error)));

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= OnException;
        _activities.Dispose();
        _metrics.Dispose();
        _events.Dispose();
    }

    private static string Describe(Exception error)
    {
        var text = error.ToString();
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            text += $" {cause.Message} {cause.HelpLink} {string.Join(' ', cause.Data.Cast<DictionaryEntry>().Select(d => $"{d.Key}={d.Value}"))}";
            text += string.Join(' ', cause.GetType().GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => p.GetValue(cause)));
        }

        return text;
    }

    private void OnException(object? sender, FirstChanceExceptionEventArgs e)
    {
        if (_exceptionsWithin)
        {
            _seen.Enqueue(("thrown", Describe(e.Exception)));
        }
    }

    private void Write(Activity activity) => _seen.Enqueue((
        "activity",
        $"{activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {Of(activity.TagObjects)} {Of(activity.Baggage.Select(b => KeyValuePair.Create(b.Key, (object?)b.Value)))} "
        + string.Join(' ', activity.Events.Select(e => $"{e.Name} {Of(e.Tags)}"))));

    private void Write<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Enqueue(("metric", $"{instrument.Name} {value} {Of(tags.ToArray())}"));

    private static string Of(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.Select(t => $"{t.Key}={t.Value}"));

    private sealed class LogProvider(Observation watch) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            watch._seen.Enqueue(("log", $"{state}"));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> named ? Of(named) : null;
            watch._seen.Enqueue(("log", $"{formatter(state, exception)} {values} {(exception is null ? null : Describe(exception))}"));
        }
    }

    private sealed class Events(Observation watch) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.Contains("Npgsql", StringComparison.Ordinal) || eventSource.Name.StartsWith("Microsoft.", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.None);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            watch?._seen.Enqueue(("event", $"{eventData.EventName} {string.Join(' ', eventData.Payload ?? new([]))}"));
    }
}
