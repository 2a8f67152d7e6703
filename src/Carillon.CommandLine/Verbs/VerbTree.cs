using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Carillon.Operations;
using Microsoft.Extensions.Hosting;

namespace Carillon.CommandLine;

/// <summary>The verbs of a host: the words of an operation's name become nested commands.</summary>
internal sealed class VerbTree
{
    private readonly CommandLineConsole _console;
    private readonly RootCommand _root;
    private readonly List<Option<string>> _hostOptions = [];

    public VerbTree(IHost host, CommandLineOptions options, CommandLineConsole console, OperationCatalog catalog)
    {
        _console = console;
        _root = new RootCommand(options.Description);
        var common = new CommonOptions();
        foreach (var operation in catalog.All)
        {
            new OperationVerb(operation, host.Services, console, common).AddTo(Find(_root, operation.Name.Words));
        }

        if (catalog.Find(RunVerb.Name) is null)
        {
            new RunVerb(host, console, common).AddTo(Find(_root, [RunVerb.Name]));
        }

        foreach (var option in options.HostOptions)
        {
            _hostOptions.Add(new Option<string>(option.Name) { Description = option.Description, HelpName = "value", Recursive = true });
            _root.Add(_hostOptions[^1]);
        }

        common.AddTo(_root);
        AddDefault(host, options, catalog, common);
        foreach (var help in _root.Options.OfType<HelpOption>())
        {
            help.Description = "Show this help.";
            ((HelpAction)help.Action!).MaxWidth = console.Width;
        }

        foreach (var version in _root.Options.OfType<VersionOption>())
        {
            version.Description = "Show the version.";
        }
    }

    public async Task<int> InvokeAsync(string[] args, CancellationToken cancellationToken)
    {
        // Texts beginning with '@' are values, not files to read arguments from.
        var parsed = _root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        var isUnknown = parsed.UnmatchedTokens.Count > 0;
        if (parsed.Action is ParseErrorAction || isUnknown)
        {
            // Asking for help silences the parser's own errors.
            var errors = parsed.Errors.Count > 0
                ? parsed.Errors.Select(error => error.Message)
                : parsed.UnmatchedTokens.Select(token => $"Unrecognized command or argument '{Printable.Clip(token)}'.");
            foreach (var error in errors)
            {
                await _console.Error.WriteLineAsync(SafeText.Line(error)).ConfigureAwait(false);
            }

            var command = parsed.CommandResult.Command;
            if (command.Subcommands.Count > 0)
            {
                await _console.Error.WriteLineAsync($"Known verbs: {string.Join(", ", command.Subcommands.Select(known => known.Name))}.").ConfigureAwait(false);
            }

            var verb = string.Join(' ', Path(command));
            await _console.Error.WriteLineAsync($"See '{verb} --help'.").ConfigureAwait(false);
            return OperationExitCode.BadInput;
        }

        if (_hostOptions.Find(option => parsed.GetResult(option) is { Implicit: false } && string.IsNullOrWhiteSpace(parsed.GetValue(option))) is { } empty)
        {
            await _console.Error.WriteLineAsync($"Option '{empty.Name}': a value is required.").ConfigureAwait(false);
            return OperationExitCode.BadInput;
        }

        var invocation = new InvocationConfiguration
        {
            Output = _console.Output,
            Error = _console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
    }

    private void AddDefault(IHost host, CommandLineOptions options, OperationCatalog catalog, CommonOptions common)
    {
        if (options.DefaultOperation is not { } name)
        {
            _root.SetAction(parsed => new HelpAction { MaxWidth = _console.Width }.Invoke(parsed));
            return;
        }

        var operation = catalog.Find(name) ?? throw new ArgumentException($"The default operation '{name}' does not exist.", nameof(options));
        new OperationVerb(operation, host.Services, _console, common).AddTo(_root);
    }

    private static Command Find(Command parent, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            var child = parent.Subcommands.FirstOrDefault(c => c.Name == word);
            if (child is null)
            {
                child = new Command(word, $"Operations on {word}.");
                parent.Add(child);
            }

            parent = child;
        }

        return parent;
    }

    private static IEnumerable<string> Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Path(parent).Append(command.Name) : [command.Name];
}
