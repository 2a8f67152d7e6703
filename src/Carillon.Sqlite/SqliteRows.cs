using System.Text;
using System.Text.Json;
using Carillon.EntityFrameworkCore;

namespace Carillon.Sqlite;

internal static class SqliteRows
{
    public static string ToJson(RowSet rows)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            for (var row = 0; row < rows.Count; row++)
            {
                json.WriteStartArray();
                foreach (var column in rows.Columns)
                {
                    Write(json, SqliteValue.Of(column.Values.GetValue(row)));
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case long number: json.WriteNumberValue(number); break;
            case int number: json.WriteNumberValue(number); break;
            case short number: json.WriteNumberValue(number); break;
            default: throw new NotSupportedException($"A row set on SQLite cannot hold a {value.GetType().Name}.");
        }
    }
}
