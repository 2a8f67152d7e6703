using System.Runtime.CompilerServices;
using Carillon.Operations;

namespace Carillon.Sessions.Operations;

/// <summary>A study log as a file: its lines, and where to tell about bad ones.</summary>
internal sealed class StudyLog(FileInfo file, OperationContext context)
{
    /// <summary>All lines. One that cannot be decoded is told and stands as an empty one, so that the others keep their numbers.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or it is a folder.</exception>
    public async IAsyncEnumerable<string> LinesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new FileNotFoundException($"Option '--log': '{file}' is a folder, not a study log.");
        }

        var stream = file.OpenRead();
        await using (stream.ConfigureAwait(false))
        {
            await foreach (var line in StudyLogReader.ReadAsync(stream, ct).ConfigureAwait(false))
            {
                if (line.Text is null)
                {
                    Report(new(line.Number, StudyLogLine.NotUtf8, true));
                }

                yield return line.Text ?? string.Empty;
            }
        }
    }

    /// <summary>Tells about a line by file and number. A malformed one makes the input bad; a refused one does not.</summary>
    public void Report(ReplayProblem problem)
    {
        context.Progress.Report(new($"{file}:{problem.Line}: {problem.Text}", IsProblem: true));
        if (problem.IsMalformed)
        {
            context.Exit(OperationExitCode.BadInput);
        }
    }
}
