using System.Runtime.CompilerServices;
using System.Text;

namespace Carillon.Sessions;

/// <summary>Reads the lines of a study log: UTF-8 (RFC 3629), with or without a byte order mark.</summary>
public static class StudyLogReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the lines. One that is not UTF-8 has no text and costs the others nothing: with substitute characters, two ids could become one.</summary>
    /// <param name="log">The log, left open.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<StudyLogLine> ReadAsync(Stream log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);

        // Latin-1 takes every byte for a character, so lines are split without being decoded.
        using var reader = new StreamReader(log, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        for (var number = 1L; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line; number++)
        {
            var bytes = Encoding.Latin1.GetBytes(line);
            var start = number == 1 && bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            yield return new(number, Decode(bytes.AsSpan(start)));
        }
    }

    private static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
