using Carillon.Outbox;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>A session on its way into the database.</summary>
/// <param name="Stored">As it was loaded and as it shall be.</param>
/// <param name="Fold">What it comes to.</param>
/// <param name="Row">Its new row.</param>
internal sealed record WrittenSession(StoredSession Stored, SessionFold Fold, SessionRow Row)
{
    public bool EndIsNews => Row.EndVersion > (Stored.Row?.EndVersion ?? 0);

    public OutboxMessage EndMessage => SessionMessages.Ended(Row.Id, Row.Student, Row.ClientSessionId, Fold.Last, Row.EndVersion);

    /// <summary>How many parts have ended. The study time of the last one is stored when it ends, and stays as it was while it is reopened.</summary>
    public int EndedParts => Fold.Parts.Length - (Fold.Last.EndedAt is null ? 1 : 0);

    public bool ReplacesSpans => EndedParts > 0 && Stored.Row is { } row && (row.EndVersion > 0 || row.Part > 1);

    /// <summary>All that it has stored, when this is the first study time that is.</summary>
    public SessionCredit? OnlyCredit =>
        ReplacesSpans || Fold.Parts.Length > 1 || EndedParts == 0 ? null : SessionCredit.Of(Stored.State, Fold).Single();

    /// <summary>Whether it waits for a sweep that has to be told.</summary>
    public bool WaitsFor(SessionWait wait) => Row.Awaits == wait && (Stored.Row?.Awaits != wait || Row.WakeAt < Stored.Row.WakeAt);

    public IEnumerable<SpanRow> Spans() => Fold.Parts.Take(EndedParts).SelectMany(part => part.Spans.Select(span => new SpanRow
    {
        TenantId = Row.TenantId,
        Student = Row.Student,
        SessionId = Row.Id,
        Part = part.Number,
        StartedAt = part.StartedAt,
        FromAt = span.Start,
        ToAt = span.End,
    }));

    /// <summary>The parts before the last one that differ from what is stored.</summary>
    public IEnumerable<(PartRow Row, OutboxMessage Message)> ChangedParts(IEnumerable<PartRow> stored)
    {
        var known = stored.ToDictionary(part => part.Part);
        foreach (var part in Fold.Parts.SkipLast(1))
        {
            var old = known.GetValueOrDefault(part.Number);
            if ((old?.StartedAt, old?.EndedAt, old?.EndReason, old?.Credit) == (part.StartedAt, part.EndedAt, part.EndReason, part.Credit))
            {
                continue;
            }

            yield return (
                new()
                {
                    TenantId = Row.TenantId,
                    SessionId = Row.Id,
                    Part = part.Number,
                    StartedAt = part.StartedAt,
                    EndedAt = part.EndedAt!.Value,
                    EndReason = part.EndReason!.Value,
                    Credit = part.Credit,
                    EndVersion = Row.Version,
                },
                SessionMessages.Ended(Row.Id, Row.Student, Row.ClientSessionId, part, Row.Version));
        }
    }
}
