using Carillon.Operations;

namespace Carillon.CommandLine;

/// <summary>Writes progress as it comes: lines, and a bar below them when a person watches.</summary>
internal sealed class ProgressWriter(CommandLineConsole console, bool keepsOutputClean) : IProgress<OperationProgress>, IDisposable
{
    private const int BarWidth = 30;
    private const string EraseLine = "\r\u001b[2K";
    private readonly Lock _gate = new();
    private bool _hasBar;

    public void Report(OperationProgress value)
    {
        lock (_gate)
        {
            Erase();
            if (value.Text.Length > 0)
            {
                (value.IsProblem || keepsOutputClean ? console.Error : console.Output).WriteLine(SafeText.Line(value.Text));
            }

            if (console.IsInteractive && value.Fraction is { } fraction and >= 0 and < 1)
            {
                var done = (int)(fraction * BarWidth);
                console.Error.Write($"[{new string('#', done)}{new string('-', BarWidth - done)}] {(int)(fraction * 100),3} %");
                _hasBar = true;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            Erase();
        }
    }

    private void Erase()
    {
        if (_hasBar)
        {
            console.Error.Write(EraseLine);
            _hasBar = false;
        }
    }
}
