using System.Runtime.CompilerServices;
using Carillon.Operations;

namespace Carillon.Sessions.Operations;

/// <summary>A study log as a file: its lines, and where to tell about bad ones.</summary>
internal sealed class StudyLog(FileInfo file, OperationContext context)
{
    public async IAsyncEnumerable<string> LinesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = file.OpenText();
        while (await reader.ReadLineAsync(ct).ConfigureAwait(false) is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Tells about a line by file and number. A malformed one makes the input bad; a refused one does not.</summary>
    public void Report(ReplayProblem problem)
    {
        context.Progress.Report(new($"{file.Name}:{problem.Line}: {problem.Text}", IsProblem: true));
        if (problem.IsMalformed)
        {
            context.Exit(OperationExitCode.BadInput);
        }
    }
}
