using System.Text.Json;
using System.Text.Json.Nodes;
using Carillon.Operations;
using Spectre.Console;

namespace Carillon.CommandLine;

/// <summary>An output record for people: its scalars as one table of two columns, each list of records as a table.</summary>
/// <remarks>It works on the JSON form, so that every value looks the same in both.</remarks>
internal sealed class ResultTables
{
    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private readonly IAnsiConsole _console;

    public ResultTables(CommandLineConsole console)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = console.UsesColors ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = console.UsesColors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(console.Output),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        _console.Profile.Width = console.IsInteractive ? console.Width : 10_000;
        _console.Profile.Capabilities.Unicode = true;
    }

    public void Write(object? output)
    {
        var node = output is null ? null : JsonSerializer.SerializeToNode(output, output.GetType(), OperationJson.Options);
        switch (node)
        {
            case JsonObject record:
                WriteRecord(record);
                break;
            case JsonArray { Count: > 0 } list:
                WriteList(null, list);
                break;
            case JsonArray or JsonValue:
                _console.WriteLine(ResultCell.Of(node));
                break;
        }
    }

    private void WriteRecord(JsonObject record)
    {
        var members = ResultCell.Flatten(record).ToList();
        var scalars = members.Where(m => m.Value is not JsonArray list || !HoldsRecords(list)).ToList();
        if (scalars.Count > 0)
        {
            var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns(string.Empty, string.Empty);
            scalars.ForEach(m => table.AddRow(new Text(ResultCell.Words(m.Key), Heading), new Text(ResultCell.Of(m.Value))));
            _console.Write(table);
        }

        foreach (var (name, value) in members.Except(scalars))
        {
            WriteList(ResultCell.Words(name), (JsonArray)value!);
        }
    }

    private void WriteList(string? title, JsonArray list)
    {
        var rows = list.Select(item => ResultCell.Row(item)).ToList();
        var columns = rows.SelectMany(r => r.Keys).Distinct().ToList();
        var table = new Table().Border(TableBorder.Rounded);
        if (title is not null)
        {
            _console.Write(new Text(title + Environment.NewLine, Heading));
        }

        foreach (var column in columns)
        {
            var isNumeric = rows.Any(r => ResultCell.IsNumber(r.GetValueOrDefault(column))) && rows.All(r => r.GetValueOrDefault(column) is null || ResultCell.IsNumber(r[column]));
            table.AddColumn(new TableColumn(new Text(ResultCell.Words(column), Heading)) { Alignment = isNumeric ? Justify.Right : Justify.Left });
        }

        rows.ForEach(row => table.AddRow(columns.Select(column => new Text(ResultCell.Of(row.GetValueOrDefault(column))))));
        _console.Write(table);
    }

    private static bool HoldsRecords(JsonArray list) => list.Any(item => item is JsonObject);
}
